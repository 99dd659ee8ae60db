"use strict";
(() => {
  // src/bytes.ts
  var utf8 = (text2) => Uint8Array.from(new TextEncoder().encode(text2));
  function joined(...parts2) {
    const whole = new Uint8Array(parts2.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts2) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
  var fromBase64 = (text2) => Uint8Array.from(atob(text2), (sign2) => sign2.charCodeAt(0));
  var twoBytes = (number) => Uint8Array.of(number >> 8, number & 255);

  // src/hkdf.ts
  var HASH_BYTES = 32;
  async function hmac(key, message) {
    const padded = key.length === 0 ? new Uint8Array(HASH_BYTES) : key;
    const imported = await crypto.subtle.importKey("raw", padded, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", imported, message));
  }
  var extract = (salt, ikm) => hmac(salt, ikm);
  async function expand(prk, info, length) {
    let block = new Uint8Array(0);
    let out = new Uint8Array(0);
    for (let nth2 = 1; out.length < length; nth2 += 1) {
      block = await hmac(prk, joined(block, info, Uint8Array.of(nth2)));
      out = joined(out, block);
    }
    return out.slice(0, length);
  }

  // src/hpke.ts
  var SUITE = 3;
  var [KEM, KDF, AEAD] = [16, 1, 2];
  var KEM_SUITE = joined(utf8("KEM"), twoBytes(KEM));
  var HPKE_SUITE = joined(utf8("HPKE"), twoBytes(KEM), twoBytes(KDF), twoBytes(AEAD));
  var VERSION = utf8("HPKE-v1");
  var NOTHING = new Uint8Array(0);
  var [SECRET_BYTES, KEY_BYTES, NONCE_BYTES] = [32, 32, 12];
  var P256 = { name: "ECDH", namedCurve: "P-256" };
  var labeledExtract = (suite, salt, label, ikm) => extract(salt, joined(VERSION, suite, utf8(label), ikm));
  var labeledExpand = (suite, prk, label, info, length) => expand(prk, joined(twoBytes(length), VERSION, suite, utf8(label), info), length);
  async function sharedSecret(dh, enc, recipient) {
    const prk = await labeledExtract(KEM_SUITE, NOTHING, "eae_prk", dh);
    return labeledExpand(KEM_SUITE, prk, "shared_secret", joined(enc, recipient), SECRET_BYTES);
  }
  async function keySchedule(secret, info) {
    const pskId = await labeledExtract(HPKE_SUITE, NOTHING, "psk_id_hash", NOTHING);
    const infoHash = await labeledExtract(HPKE_SUITE, NOTHING, "info_hash", info);
    const context = joined(Uint8Array.of(0), pskId, infoHash);
    const prk = await labeledExtract(HPKE_SUITE, secret, "secret", NOTHING);
    return {
      key: await labeledExpand(HPKE_SUITE, prk, "key", context, KEY_BYTES),
      nonce: await labeledExpand(HPKE_SUITE, prk, "base_nonce", context, NONCE_BYTES)
    };
  }
  async function sealWith(pair2, recipient, info, aad, plaintext) {
    const theirs = await crypto.subtle.importKey("raw", recipient, P256, false, []);
    const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair2.privateKey, 256));
    const enc = new Uint8Array(await crypto.subtle.exportKey("raw", pair2.publicKey));
    const { key, nonce } = await keySchedule(await sharedSecret(dh, enc, recipient), info);
    const once = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aad }, once, plaintext);
    return joined(Uint8Array.of(SUITE), enc, new Uint8Array(sealed));
  }
  async function seal(recipient, info, aad, plaintext) {
    const pair2 = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
    return sealWith(pair2, recipient, info, aad, plaintext);
  }

  // src/device.ts
  var INFO = utf8("havenward intake v1");
  var STALE_MS = 14 * 24 * 36e5;
  var LATE_MS = 24 * 36e5;
  async function hear(credential) {
    try {
      const answer = await fetch("/api/v1/intake/key", { headers: { authorization: `Bearer ${credential}` }, credentials: "omit", cache: "no-store" });
      if (answer.ok) return { bearings: await answer.json() };
      return { failed: answer.status >= 400 && answer.status < 500 ? "unknown" : "offline" };
    } catch {
      return { failed: "offline" };
    }
  }
  async function sealRecord(device, instrument, urgency, record) {
    const { unit, version, public_key } = device.bearings;
    const blob = await seal(fromBase64(public_key), INFO, utf8(`key=${unit}/${version}`), utf8(record));
    return { id: crypto.randomUUID(), instrument, urgency, keyVersion: version, blob, sealedAt: Date.now() };
  }
  var sending;
  var again = false;
  function send(store) {
    if (sending) again = true;
    sending ??= sendAll(store).finally(() => {
      sending = void 0;
    });
    return sending;
  }
  async function sendAll(store) {
    let sent = 0;
    for (; ; ) {
      again = false;
      const result2 = await sendNow(store);
      sent += result2.sent;
      if (!again || result2.offline) return { ...result2, sent };
    }
  }
  var RANK = { danger_now: 0, urgent: 1, routine: 2 };
  async function sendNow(store) {
    const device = await store.get("device", "device");
    const result2 = { sent: 0, offline: false };
    if (!device) return result2;
    const waiting = (await store.all("outbox")).filter((one) => one.blob && one.refused === void 0);
    waiting.sort((one, other) => RANK[one.urgency] - RANK[other.urgency] || one.sealedAt - other.sealedAt);
    for (const record of waiting) {
      const after = await submit(device.credential, record);
      if (after === "offline") {
        result2.offline = true;
        return result2;
      }
      if (after === "revoked") break;
      await store.put("outbox", after);
      if (after.receipt !== void 0) result2.sent += 1;
    }
    const old = (await store.all("outbox")).filter((one) => one.sentAt !== void 0 && Date.now() - one.sentAt >= LATE_MS);
    for (const one of old) await store.delete("outbox", one.id);
    const heard = await hear(device.credential);
    const now = await store.get("device", "device") ?? device;
    if ("bearings" in heard) await store.put("device", { ...now, bearings: heard.bearings, heardAt: Date.now(), revoked: false });
    else if (heard.failed === "unknown") await store.put("device", { ...now, revoked: true });
    else result2.offline = true;
    return result2;
  }
  async function submit(credential, record) {
    const headers = {
      authorization: `Bearer ${credential}`,
      "content-type": "application/octet-stream",
      "idempotency-key": record.id,
      "havenward-instrument": record.instrument,
      "havenward-urgency": record.urgency,
      "havenward-key-version": String(record.keyVersion)
    };
    try {
      const answer = await fetch("/api/v1/intake", { method: "POST", headers, body: record.blob ?? null, credentials: "omit", cache: "no-store" });
      if (answer.ok) {
        const { id } = await answer.json();
        const { blob: _, ...rest } = record;
        return { ...rest, receipt: id, sentAt: Date.now() };
      }
      if (answer.status === 401 || answer.status === 403 || answer.status === 404) return "revoked";
      if (answer.status >= 500 || answer.status === 429) return "offline";
      const { code } = await answer.json();
      return { ...record, refused: code ?? String(answer.status) };
    } catch {
      return "offline";
    }
  }
  function answers(line, at) {
    if (line.hours === "always") return true;
    const today = at.getDay() === 0 ? 7 : at.getDay();
    const yesterday = today === 1 ? 7 : today - 1;
    const time = `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}:00`;
    return line.hours.weekly.some(({ day, from, until }) => until < from ? day === today && time >= from || day === yesterday && time < until : day === today && time >= from && time < until);
  }
  function lineNow(lines, child, at = /* @__PURE__ */ new Date()) {
    const open2 = lines.filter((one) => answers(one, at));
    return open2.find((one) => one.for_children === child) ?? open2[0];
  }

  // src/dom.ts
  function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (value !== void 0 && value !== false) element.setAttribute(name, value === true ? "" : String(value));
    }
    append(element, children);
    return element;
  }
  function append(element, children) {
    for (const child of children) {
      if (Array.isArray(child)) append(element, child);
      else if (child !== null && child !== void 0 && child !== false) element.append(child);
    }
  }
  var nth = 0;
  var freshId = () => `f${nth += 1}`;

  // src/instrument.ts
  var BANDS = ["door_open", "talk_more_safely", "protect_now", "danger_now"];
  var SETTINGS = ["camp", "detention", "papers_held_by_state", "seasonal_housing", "disaster"];
  var referenceOf = (instrument) => `${instrument.id}@${instrument.version}`;
  function inLanguage(labels, language) {
    if (!labels) return "";
    const primary = language.split("-")[0] ?? "";
    return labels[language] ?? labels[primary] ?? labels["en"] ?? Object.values(labels)[0] ?? "";
  }
  var isYes = (state) => state.startsWith("yes_");

  // src/lock.ts
  var ITERATIONS = 6e5;
  var SHORTEST_PASSPHRASE = 10;
  var [SALT_BYTES, NONCE_BYTES2] = [16, 12];
  var random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
  async function passphraseKey(passphrase, salt, iterations) {
    const base = await crypto.subtle.importKey("raw", utf8(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
    return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  }
  async function makeLock(passphrase) {
    const [salt, nonce] = [random(SALT_BYTES), random(NONCE_BYTES2)];
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
    const outer = await passphraseKey(passphrase, salt, ITERATIONS);
    const wrapped = await crypto.subtle.wrapKey("raw", key, outer, { name: "AES-GCM", iv: nonce });
    return { salt, iterations: ITERATIONS, nonce, wrapped: new Uint8Array(wrapped) };
  }
  async function unlock(lock, passphrase) {
    const outer = await passphraseKey(passphrase, lock.salt, lock.iterations);
    try {
      return await crypto.subtle.unwrapKey("raw", lock.wrapped, outer, { name: "AES-GCM", iv: lock.nonce }, "AES-GCM", false, ["encrypt", "decrypt"]);
    } catch {
      return void 0;
    }
  }
  async function close(key, place, value) {
    const nonce = random(NONCE_BYTES2);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: utf8(place) }, key, utf8(JSON.stringify(value)));
    return { nonce, sealed: new Uint8Array(sealed) };
  }
  async function open(key, place, { nonce, sealed }) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData: utf8(place) }, key, sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  // src/answers.ts
  var MOST_BYTES = 64 * 1024;
  function messageOf(instrument, context, states, told2) {
    const settings = [...context.settings].map((setting) => [setting, true]);
    return JSON.stringify({
      instrument: referenceOf(instrument),
      context: { child: context.child, ...Object.fromEntries(settings) },
      told_before: told2,
      answers: Object.fromEntries([...states].filter(([, state]) => state !== "not_asked"))
    });
  }

  // src/evaluate.ts
  var higher = (one, other) => BANDS.indexOf(one) >= BANDS.indexOf(other) ? one : other;
  function evaluateStates(instrument, context, states) {
    const tally = count(instrument, context, states);
    const child = asChild(instrument, context);
    const judgement = judge(instrument, tally, child);
    const { present, set_aside } = sortSigns(instrument, context, states);
    const asked = states.filter((state) => state !== "not_asked").length;
    const finding = {
      instrument: referenceOf(instrument),
      ...instrument.about === "account" ? { about: "account" } : {},
      band: judgement.band,
      treated_as_child: child,
      reasons: reasons(tally, judgement, present, child),
      indicators: present.map(({ indicator, how }) => sign(indicator, how)),
      asked,
      of: instrument.indicators.length,
      dimensions: instrument.dimensions.map((one) => ({ code: one.code, label: one.label, ...tally.counts.get(one.code), positive: tally.positive.has(one.code) })),
      ...judgement.outcome ? { outcome: judgement.outcome.code, outcome_label: judgement.outcome.label } : {},
      set_aside,
      notes: []
    };
    finding.notes = notes(instrument, context, states, finding);
    return finding;
  }
  var asChild = (instrument, context) => instrument.about !== "account" && (context.child !== "no" || instrument.for_whom === "child");
  var explainedBy = (indicator, context) => (indicator.not_if ?? []).filter((setting) => context.settings.has(setting));
  function count(instrument, context, states) {
    const counts = new Map(instrument.dimensions.map((one) => [one.code, { strong: 0, medium: 0, weak: 0 }]));
    const tally = {
      counts,
      positive: /* @__PURE__ */ new Set(),
      signs: /* @__PURE__ */ new Set(),
      strong: /* @__PURE__ */ new Set(),
      kinds: /* @__PURE__ */ new Set(),
      strongControlOrExploitation: false,
      actAndExploitation: false,
      substantive: false
    };
    const exploited = /* @__PURE__ */ new Set();
    for (const [at, indicator] of instrument.indicators.entries()) {
      const { strength, kind, dimension } = indicator;
      const counted = isYes(states[at] ?? "not_asked") && strength !== "recorded" && explainedBy(indicator, context).length === 0;
      if (!counted) continue;
      tally.kinds.add(kind);
      const own = dimension === void 0 ? void 0 : counts.get(dimension);
      if (dimension !== void 0 && own) {
        own[strength] += 1;
        tally.signs.add(dimension);
        if (strength === "strong") tally.strong.add(dimension);
        if (kind === "exploitation") exploited.add(dimension);
      }
      tally.strongControlOrExploitation ||= strength === "strong" && (kind === "control" || kind === "exploitation");
      tally.substantive ||= kind !== "vulnerability" && kind !== "relation";
    }
    for (const dimension of instrument.dimensions) {
      if (isPositive(instrument, dimension, counts.get(dimension.code))) tally.positive.add(dimension.code);
    }
    const act = tally.kinds.has("recruitment") || tally.kinds.has("control");
    tally.actAndExploitation = act && [...exploited].some((code) => tally.positive.has(code));
    return tally;
  }
  function isPositive(instrument, dimension, counts) {
    const own = dimension.combination ?? [];
    const alternatives = own.length > 0 ? own : instrument.combination ?? [];
    return alternatives.some((alternative) => meets(counts, alternative));
  }
  function meets(counts, { strong = 0, medium = 0, weak = 0 }) {
    const upToMedium = counts.strong + counts.medium;
    return counts.strong >= strong && upToMedium >= strong + medium && upToMedium + counts.weak >= strong + medium + weak;
  }
  function judge(instrument, tally, child) {
    const judgement = { band: "door_open" };
    const raise = (band) => {
      judgement.band = higher(judgement.band, band);
    };
    for (const outcome of instrument.outcomes ?? []) {
      if (outcome.child_only && !child || !outcome.when.some((condition) => holds(condition, tally))) continue;
      if (BANDS.indexOf(outcome.band) >= BANDS.indexOf("protect_now") && !tally.substantive) {
        judgement.withheld ??= outcome;
        raise("talk_more_safely");
        continue;
      }
      judgement.outcome = outcome;
      raise(outcome.band);
      break;
    }
    if (tally.kinds.has("relation")) raise("talk_more_safely");
    if (tally.kinds.has("disclosure")) raise("protect_now");
    if (child && (tally.strongControlOrExploitation || tally.actAndExploitation)) raise("protect_now");
    if (tally.kinds.has("danger")) raise("danger_now");
    return judgement;
  }
  function holds(condition, tally) {
    const any = (wanted = [], there) => wanted.length === 0 || wanted.some((code) => there.has(code));
    return (condition.positive ?? []).every((code) => tally.positive.has(code)) && any(condition.any_positive, tally.positive) && any(condition.any_sign, tally.signs) && any(condition.any_strong, tally.strong);
  }
  function sortSigns(instrument, context, states) {
    const present = [];
    const set_aside = [];
    for (const [at, indicator] of instrument.indicators.entries()) {
      const how = states[at] ?? "not_asked";
      if (!isYes(how)) continue;
      const because = explainedBy(indicator, context);
      if (because.length === 0) present.push({ indicator, how });
      else set_aside.push({ code: indicator.code, label: indicator.label, how, because });
    }
    return { present, set_aside };
  }
  function sign(indicator, how) {
    const { code, label, strength, kind, dimension, source, bias_note } = indicator;
    return { code, label, strength, kind, ...dimension === void 0 ? {} : { dimension }, how, source, ...bias_note === void 0 ? {} : { bias_note } };
  }
  function reasons(tally, judgement, present, child) {
    const scored = present.map(({ indicator }) => indicator).filter((one) => one.strength !== "recorded");
    const codes = (wanted) => scored.filter(wanted).map((one) => one.code);
    const kinds = (...wanted) => codes((one) => wanted.includes(one.kind));
    const given = [];
    const give = (code, band, indicators, outcome) => {
      given.push({ code, band, ...indicators.length > 0 ? { indicators } : {}, ...outcome ? { outcome: outcome.code } : {} });
    };
    if (tally.kinds.has("danger")) give("danger_now", "danger_now", kinds("danger"));
    if (tally.kinds.has("disclosure")) give("explicit_disclosure", "protect_now", kinds("disclosure"));
    if (child && tally.strongControlOrExploitation) {
      give("child_strong_sign", "protect_now", codes((one) => one.strength === "strong" && (one.kind === "control" || one.kind === "exploitation")));
    }
    if (child && tally.actAndExploitation) {
      give("child_act_and_exploitation", "protect_now", kinds("recruitment", "control", "exploitation"));
    }
    if (judgement.outcome) give("case_outcome", judgement.outcome.band, [], judgement.outcome);
    if (judgement.withheld) give("not_on_vulnerability_alone", "talk_more_safely", [], judgement.withheld);
    if (tally.kinds.has("relation")) {
      give(tally.substantive ? "relation_among_signs" : "relation_alone", "talk_more_safely", kinds("relation"));
    }
    if (given.length === 0) give("nothing_raised", "door_open", []);
    return given.sort((one, other) => BANDS.indexOf(other.band) - BANDS.indexOf(one.band));
  }
  function notes(instrument, context, states, finding) {
    const person = instrument.about !== "account";
    const all = [
      ["child_presumed", person && context.child === "unsure"],
      ["adult_instrument_used_with_child", person && instrument.for_whom === "adult" && context.child !== "no"],
      ["child_instrument_used_with_adult", person && instrument.for_whom === "child" && context.child === "no"],
      ["nothing_asked", finding.asked === 0],
      ["some_declined", states.includes("declined")],
      ["some_unsure", states.includes("unsure")],
      ["signs_set_aside", finding.set_aside.length > 0],
      ["instrument_draft", instrument.review_state === "draft"],
      ["instrument_needs_check", instrument.needs_check]
    ];
    return all.filter(([, given]) => given).map(([note2]) => note2);
  }

  // src/talk.ts
  var LONGEST_NAME = 200;
  function newTalk(language, instrument) {
    return {
      id: crypto.randomUUID(),
      began: Date.now(),
      danger: "unsure",
      age: "unsure",
      language,
      name: "",
      addressAs: "",
      childrenWith: 0,
      instrument,
      around: [],
      states: {},
      fields: {},
      at: 0
    };
  }
  var CHILD = { child: "yes", adult: "no", unsure: "unsure" };
  var contextOf = (talk) => ({ child: CHILD[talk.age], settings: new Set(talk.around) });
  var mayAsk = (talk) => talk.told?.agreed === "yes" && talk.told.limits;
  function findingOf(talk, instrument) {
    const states = instrument.indicators.map((one) => talk.states[one.code] ?? "not_asked");
    return evaluateStates(instrument, contextOf(talk), states);
  }
  var URGENCY = {
    danger_now: "danger_now",
    protect_now: "urgent",
    talk_more_safely: "routine",
    door_open: "routine"
  };
  function urgencyOf(talk, instrument) {
    if (talk.danger === "yes") return "danger_now";
    return instrument && mayAsk(talk) ? URGENCY[findingOf(talk, instrument).band] : "routine";
  }
  function recordOf(talk, instrument, setting) {
    const told2 = talk.told;
    const given = (text2) => text2.trim() === "" ? void 0 : text2.trim().slice(0, LONGEST_NAME);
    const answers2 = instrument && mayAsk(talk) ? messageOf(instrument, contextOf(talk), new Map(Object.entries(talk.states)), {}) : void 0;
    return JSON.stringify({
      version: 1,
      contact: {
        origin: "responder",
        setting,
        languages: [talk.language],
        age: talk.age,
        children_with: talk.childrenWith,
        limited_mobility: false,
        name: given(talk.name),
        address_as: given(talk.addressAs)
      },
      told_before: told2 && {
        language: told2.language,
        how: told2.how,
        limits_of_confidentiality_shown: told2.limits,
        agreed_to_talk: told2.agreed,
        at: new Date(told2.at).toISOString()
      },
      answers: answers2
    });
  }

  // src/words.ts
  var Words = class {
    language;
    dir;
    name;
    unchecked;
    #words;
    #english;
    constructor(file) {
      this.language = file.language;
      this.dir = file.dir;
      this.name = file.name;
      this.unchecked = file.review === "machine";
      this.#words = file.words;
      this.#english = new Set(file.english);
    }
    has(key) {
      return Object.hasOwn(this.#words, key);
    }
    /** The words alone, for attributes and titles. */
    t(key, given = {}) {
      return (this.#words[key] ?? key).replaceAll(/\{(\w+)\}/g, (whole, name) => String(given[name] ?? whole));
    }
    /** The label of a code, such as `say.code('said', 'yes_told')`. */
    code(family, code) {
      return this.say(`${family}-${code.replaceAll("_", "-")}`);
    }
    /** The words as they are shown, marked where they are English. */
    say(key, given = {}) {
      const text2 = this.t(key, given);
      return this.#english.has(key) ? h("span", { lang: "en", dir: "ltr" }, text2) : document.createTextNode(text2);
    }
    /** A time of day, with the day if it was another. */
    when(at) {
      const day = new Date(at).toDateString() === (/* @__PURE__ */ new Date()).toDateString();
      const style = day ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" };
      return new Intl.DateTimeFormat(this.language, style).format(at);
    }
  };

  // src/app.ts
  var IDLE_MS = 30 * 6e4;
  var SHORTEST_FIRST = ["first-contact-6"];
  var App = class {
    store;
    lists;
    device;
    key;
    words;
    talk;
    #back;
    #idle;
    #touched = Date.now();
    #main;
    #files = /* @__PURE__ */ new Map();
    /** What changes with the language outside the screens. */
    onWords = () => void 0;
    /** What is shown when the key was forgotten. */
    onLocked = () => void 0;
    /** What is shown anew when something was sent. */
    onSent = () => void 0;
    constructor(store, lists, words2, main) {
      this.store = store;
      this.lists = lists;
      this.words = words2;
      this.#main = main;
      this.#files.set(words2.language, words2);
      this.stir();
    }
    /** Loads the words of a language; they are kept by the worker and need no network. */
    async speak(language) {
      const known = this.#files.get(language) ?? new Words(await loadWords(language));
      this.#files.set(language, known);
      return known;
    }
    async readIn(language) {
      this.words = await this.speak(language);
      document.documentElement.lang = this.words.language;
      document.documentElement.dir = this.words.dir;
      this.onWords();
    }
    /** Shows a screen and puts the reader at its beginning. */
    show({ title, body, back, theirs, plain }) {
      const words2 = theirs ?? this.words;
      const heading = h("h1", { tabindex: -1 }, title);
      const leave2 = back && h("p", { class: "back" }, h("button", { type: "button", class: "plain", onclick: back }, words2.say("screen-back")));
      this.#back = back;
      this.#main.replaceChildren(...[leave2, heading].filter((one) => one !== void 0));
      this.#main.lang = words2.language;
      this.#main.dir = words2.dir;
      const parts2 = h("div", {}, body);
      this.#main.append(...parts2.childNodes);
      document.body.classList.toggle("is-theirs", theirs !== void 0 || plain === true);
      document.documentElement.scrollTop = 0;
      heading.focus({ preventScroll: true });
    }
    /** The phone's own "back": leads to the screen before, never out of a talk. */
    goBack() {
      this.#back?.();
    }
    instrument(reference) {
      return this.lists.instruments.find((one) => referenceOf(one) === reference);
    }
    /** The list that a talk begins with: the one for a first contact, or else the shortest. */
    firstInstrument() {
      const first = this.lists.instruments.find((one) => SHORTEST_FIRST.includes(one.id));
      const shortest = [...this.lists.instruments].sort((one, other) => one.indicators.length - other.indicators.length)[0];
      const chosen = first ?? shortest;
      return chosen ? referenceOf(chosen) : "";
    }
    /** Keeps the talk as it stands, under the device's key. */
    async keep() {
      if (!this.talk || !this.key) return;
      const { id } = this.talk;
      const closed = await close(this.key, `drafts/${id}`, this.talk);
      await this.store.put("drafts", { id, touched: Date.now(), ...closed });
    }
    async openDraft(draft) {
      if (!this.key) return void 0;
      return open(this.key, `drafts/${draft.id}`, draft);
    }
    /** Seals a talk to the unit and forgets what was begun, in one step. Then tries to send. */
    async seal(talk, outcomeFor) {
      if (!this.device) throw new Error("no device");
      const instrument = this.instrument(talk.instrument);
      const record = recordOf(talk, instrument, this.device.setting);
      const sealed = await sealRecord(this.device, talk.instrument, urgencyOf(talk, instrument), record);
      const puts = [["outbox", sealed]];
      if (outcomeFor && this.key) {
        const outcome = { talk: { ...talk, name: "", addressAs: "" }, sealedAt: sealed.sealedAt };
        puts.push(["outcomes", { id: talk.id, ...await close(this.key, `outcomes/${talk.id}`, outcome) }]);
      }
      await this.store.change(puts, [["drafts", talk.id]]);
      if (this.talk?.id === talk.id) this.talk = void 0;
      void this.sendNow();
    }
    async sendNow() {
      const result2 = await send(this.store);
      this.device = await this.store.get("device", "device");
      this.onSent();
      return result2;
    }
    waiting() {
      return this.store.all("outbox");
    }
    /** Forgets the key and everything that is open. */
    lockNow() {
      this.key = void 0;
      this.talk = void 0;
      this.onLocked();
    }
    /** Somebody is there: the time until the lock begins anew. */
    stir() {
      this.#touched = Date.now();
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => void this.#idleEnd(), IDLE_MS);
    }
    /** The phone was put away and comes back: its clock went on, its timers did not. */
    async wake() {
      if (this.key && Date.now() - this.#touched >= IDLE_MS) await this.#idleEnd();
    }
    async #idleEnd() {
      if (this.talk && await this.store.get("drafts", this.talk.id)) await this.seal(this.talk);
      this.lockNow();
    }
    /** Seals what was left lying for longer than the idle time, so that a phone found later holds nothing to read. */
    async sealLeftBehind(now = Date.now()) {
      const left = (await this.store.all("drafts")).filter((one) => now - one.touched >= IDLE_MS);
      for (const draft of left) {
        const talk = await this.openDraft(draft);
        if (talk) await this.seal(talk);
      }
      return left.length;
    }
  };
  async function loadWords(language) {
    const answer = await fetch(`words/${language}`, { credentials: "omit" });
    if (!answer.ok) throw new Error(`words ${language}`);
    return await answer.json();
  }

  // src/store.ts
  var NAME = "notes";
  var VERSION2 = 1;
  var STORES = ["device", "drafts", "outbox", "outcomes"];
  var settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("storage"));
    };
  });
  var Store = class _Store {
    #database;
    constructor(database) {
      this.#database = database;
    }
    static async open() {
      const request = indexedDB.open(NAME, VERSION2);
      request.onupgradeneeded = () => {
        for (const name of STORES) request.result.createObjectStore(name, { keyPath: "id" });
      };
      return new _Store(await settled(request));
    }
    get(store, id) {
      return settled(this.#store(store, "readonly").get(id));
    }
    all(store) {
      return settled(this.#store(store, "readonly").getAll());
    }
    /** Writes all of these and deletes all of those, or nothing; done when it is on the disk. */
    change(puts, deletes = []) {
      const names = [...new Set([...puts, ...deletes].map(([name]) => name))];
      const turn = this.#database.transaction(names, "readwrite", { durability: "strict" });
      for (const [name, row] of puts) turn.objectStore(name).put(row);
      for (const [name, id] of deletes) turn.objectStore(name).delete(id);
      return new Promise((resolve, reject) => {
        turn.oncomplete = () => {
          resolve();
        };
        turn.onabort = () => {
          reject(turn.error ?? new Error("storage"));
        };
      });
    }
    put(store, row) {
      return this.change([[store, row]]);
    }
    delete(store, id) {
      return this.change([], [[store, id]]);
    }
    /** Forgets everything: the device is out of use. */
    async clear() {
      for (const name of STORES) await settled(this.#store(name, "readwrite").clear());
    }
    #store(name, mode) {
      return this.#database.transaction(name, mode).objectStore(name);
    }
  };

  // src/parts.ts
  var button = (label, onclick, look = "main") => h("button", { type: "button", class: look === "main" ? "button" : look === "quiet" ? "button is-quiet" : "plain", onclick: () => {
    onclick();
  } }, label);
  var note = (...children) => h("p", { class: "note", role: "status" }, ...children);
  var list = (lines, ordered = false) => ordered ? h("ol", { class: "do-now" }, lines.map((one) => h("li", {}, one))) : h("ul", {}, lines.map((one) => h("li", {}, one)));
  function choices(legend, given, chosen, onchoose, hint) {
    const name = freshId();
    const field = h("fieldset", { class: "field" }, h("legend", {}, legend), hint ? h("p", { class: "hint" }, hint) : null);
    for (const { value, label, lang, dir } of given) {
      const id = freshId();
      const input2 = h("input", { type: "radio", id, name, value, onchange: () => {
        onchoose(value);
      } });
      input2.checked = value === chosen;
      field.append(h("div", { class: "choice" }, input2, h("label", { for: id, lang, dir }, label)));
    }
    return field;
  }
  function tick(label, checked, onchange) {
    const id = freshId();
    const input2 = h("input", { type: "checkbox", id, onchange: () => {
      onchange(input2.checked);
    } });
    input2.checked = checked;
    return h("div", { class: "choice" }, input2, h("label", { for: id }, label));
  }
  function select(label, given, chosen, onchoose) {
    const id = freshId();
    const input2 = h("select", { id, onchange: () => {
      onchoose(input2.value);
    } });
    for (const one of given) {
      const option = h("option", { value: one.value, lang: one.lang }, one.label);
      option.selected = one.value === chosen;
      input2.append(option);
    }
    return h("div", { class: "field" }, h("label", { for: id }, label), input2);
  }
  function text(label, value, oninput, { type = "text", hint, longest, numeric, name } = {}) {
    const id = freshId();
    const input2 = h("input", {
      id,
      type,
      name,
      autocomplete: type === "password" ? "one-time-code" : "off",
      autocapitalize: "off",
      spellcheck: "false",
      dir: "auto",
      maxlength: longest,
      inputmode: numeric ? "numeric" : void 0,
      oninput: () => {
        oninput(input2.value);
      },
      "aria-describedby": hint ? `${id}-hint` : void 0
    });
    input2.value = value;
    return h("div", { class: "field" }, h("label", { for: id }, label), hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null, input2);
  }
  function call(app, child, words2 = app.words) {
    const line = lineNow(app.device?.bearings.lines ?? [], child);
    if (!line) return h("div", { class: "call" }, h("p", {}, words2.say("steps-call-nobody")));
    const number = h("a", { href: `tel:${line.phone.replaceAll(/[^+\d]/g, "")}` }, h("bdi", { dir: "ltr" }, line.phone));
    return h("div", { class: "call" }, h("p", { class: "quiet" }, words2.say("steps-call-now")), h("p", { class: "call-number" }, number));
  }
  function ofInstrument(labels, language) {
    if (!labels || Object.keys(labels).length === 0) return void 0;
    const own = labels[language] ?? labels[language.split("-")[0] ?? ""];
    if (own !== void 0) return document.createTextNode(own);
    return h("span", { lang: "en", dir: "ltr" }, labels["en"] ?? Object.values(labels)[0] ?? "");
  }
  var review = (words2) => words2.unchecked ? h("p", { class: "quiet" }, words2.say("steps-unchecked")) : null;

  // src/explain.ts
  var atLeast = (band, least) => BANDS.indexOf(band) >= BANDS.indexOf(least);
  var numbered = (stem, count2) => Array.from({ length: count2 }, (_, at) => ({ key: `screening-${stem}-${at + 1}` }));
  var STEPS = { door_open: 2, talk_more_safely: 4, protect_now: 4, danger_now: 4 };
  var ACCOUNT_STEPS = { door_open: 1, talk_more_safely: 3, protect_now: 3, danger_now: 2 };
  var [RELATION_STEPS, CHILD_STEPS, CALM_CHILD_STEPS, LIMITS] = [2, 2, 1, 4];
  var NOTES = {
    child_presumed: "child-presumed",
    adult_instrument_used_with_child: "adult-instrument",
    child_instrument_used_with_adult: "child-instrument",
    some_declined: "declined",
    some_unsure: "unsure",
    instrument_draft: "draft",
    instrument_needs_check: "needs-check"
  };
  function explain(finding) {
    const account = finding.about === "account";
    const accountBand = finding.band === "protect_now" ? "talk_more_safely" : finding.band;
    return {
      headline: { key: account ? `screening-headline-account-${accountBand}` : `screening-headline-${finding.band}` },
      why: finding.reasons.filter((one) => speaks(one, finding)).map(why),
      do_now: account ? numbered(`do-account-${accountBand}`, ACCOUNT_STEPS[finding.band]) : doNow(finding),
      limits: [...finding.notes.flatMap((note2) => NOTES[note2] ? [{ key: `screening-note-${NOTES[note2]}` }] : []), ...numbered("limit", LIMITS)],
      come_back: { key: account ? "screening-look-again" : "screening-come-back" }
    };
  }
  var speaks = (reason, finding) => reason.band === finding.band || reason.code === "relation_among_signs";
  var why = (reason) => {
    const key = `screening-why-${reason.code.replaceAll("_", "-")}`;
    return reason.code === "case_outcome" ? { key, outcome: true } : { key };
  };
  function doNow(finding) {
    const lines = numbered(`do-${finding.band}`, STEPS[finding.band]);
    if (finding.reasons.some((one) => one.code === "relation_alone")) lines.push(...numbered("do-relation", RELATION_STEPS));
    if (finding.treated_as_child) {
      lines.push(...atLeast(finding.band, "protect_now") ? numbered("do-child", CHILD_STEPS) : numbered("do-child-calm", CALM_CHILD_STEPS));
    }
    if (!atLeast(finding.band, "protect_now") && finding.notes.includes("nothing_asked")) lines.push({ key: "screening-do-ask-later" });
    return lines;
  }

  // src/screens/result.ts
  var RIGHTS = ["right-help", "right-interpreter", "right-doctor", "right-lawyer", "right-say-no", "right-see"];
  async function finish(app) {
    const { talk } = app;
    const instrument = talk && app.instrument(talk.instrument);
    if (!talk || !instrument) return;
    if (talk.handedOverAt !== void 0) {
      await app.seal(talk, "later");
      return thanks(app, talk);
    }
    const finding = findingOf(talk, instrument);
    await app.seal(talk);
    return result(app, talk, instrument, finding);
  }
  async function openOutcome(app) {
    const [first] = await app.store.all("outcomes");
    if (!first || !app.key) return false;
    const { talk } = await open(app.key, `outcomes/${first.id}`, first);
    await app.store.delete("outcomes", first.id);
    const instrument = app.instrument(talk.instrument);
    if (!instrument) return false;
    result(app, talk, instrument, findingOf(talk, instrument));
    return true;
  }
  function result(app, talk, instrument, finding) {
    const { words: words2 } = app;
    const told2 = explain(finding);
    const child = finding.treated_as_child;
    app.show({
      title: h("span", { class: `band is-${finding.band}` }, words2.say(told2.headline.key)),
      body: [
        note(words2.say("client-sealed")),
        list(told2.do_now.map((line) => words2.say(line.key)), true),
        call(app, child),
        h("p", { class: "buttons" }, button(words2.say("carry-title"), () => {
          carry(app, talk, instrument, finding);
        }, "quiet"), button(words2.say("client-done"), () => {
          home(app);
        })),
        h(
          "section",
          { "aria-labelledby": "signs" },
          h("h2", { id: "signs" }, words2.say("now-signs")),
          h("p", {}, words2.say("now-asked", { asked: finding.asked, of: finding.of })),
          finding.indicators.length === 0 ? h("p", {}, words2.say("now-no-signs")) : signs(app, instrument, finding),
          setAside(app, finding)
        ),
        h(
          "section",
          { "aria-labelledby": "why" },
          h("h2", { id: "why" }, words2.say("now-why")),
          list(told2.why.map((line) => line.outcome ? ofInstrument(finding.outcome_label, words2.language) : words2.say(line.key)))
        ),
        h("section", { "aria-labelledby": "rights" }, h("h2", { id: "rights" }, words2.say("now-rights")), list(RIGHTS.map((key) => words2.say(key)))),
        h("details", {}, h("summary", {}, words2.say("now-limits")), list(told2.limits.map((line) => words2.say(line.key)))),
        h("p", { class: "note" }, words2.say(told2.come_back.key))
      ]
    });
  }
  function signs(app, instrument, finding) {
    const { words: words2 } = app;
    const source = (key) => h("p", { class: "quiet" }, words2.say("now-source"), " ", h("bdi", { lang: "en" }, instrument.sources.find((one) => one.key === key)?.title ?? key));
    const keys = new Set(finding.indicators.map((one) => one.source));
    const [common] = keys.size === 1 ? keys : [];
    return [h("ul", { class: "signs" }, finding.indicators.map((sign2) => h(
      "li",
      {},
      h("p", {}, h("strong", {}, ofInstrument(sign2.label, words2.language))),
      h("p", { class: "quiet" }, h("span", { class: "tag" }, words2.code("weight", sign2.strength)), " ", words2.code("said", sign2.how)),
      common === void 0 ? source(sign2.source) : null,
      sign2.bias_note ? h("p", { class: "quiet" }, words2.say("screen-care"), " ", h("bdi", { lang: "en" }, sign2.bias_note)) : null
    ))), common === void 0 ? null : source(common)];
  }
  function setAside(app, finding) {
    const { words: words2 } = app;
    if (finding.set_aside.length === 0) return null;
    return [h("h3", {}, words2.say("now-set-aside")), h("ul", {}, finding.set_aside.map((one) => h(
      "li",
      {},
      ofInstrument(one.label, words2.language),
      " (",
      one.because.flatMap((code, at) => [at > 0 ? ", " : "", words2.code("around", code)]),
      ")"
    )))];
  }
  function carry(app, talk, instrument, finding, answer) {
    void showCarry(app, talk, instrument, finding, answer);
  }
  async function showCarry(app, talk, instrument, finding, answer) {
    const { words: words2 } = app;
    const theirs = await app.speak(talk.language);
    let chosen = "nothing";
    const back = () => {
      result(app, talk, instrument, finding);
    };
    if (answer === "card") {
      const line = app.device?.bearings.lines.find((one) => one.for_children === finding.treated_as_child) ?? app.device?.bearings.lines[0];
      return app.show({
        title: words2.say("carry-title"),
        back,
        body: [
          h("p", { class: "no-print" }, words2.say("client-card-print")),
          h(
            "div",
            { class: "slip" },
            line ? h("p", { class: "call-number" }, h("bdi", { dir: "ltr" }, line.phone)) : null,
            h("ul", { lang: theirs.language, dir: theirs.dir }, RIGHTS.map((key) => h("li", {}, theirs.say(key))))
          ),
          h("p", { class: "buttons no-print" }, button(words2.say("client-print"), () => {
            print();
          }), button(words2.say("client-done"), () => {
            home(app);
          }, "quiet"))
        ]
      });
    }
    return app.show({
      title: words2.say("carry-title"),
      back,
      body: answer === "nothing" ? [h("p", {}, words2.say("carry-nothing-1")), h("p", {}, words2.say("carry-nothing-2")), call(app, finding.treated_as_child), h("p", { class: "buttons" }, button(words2.say("client-done"), () => {
        home(app);
      }))] : [
        choices(words2.say("carry-ask"), ["nothing", "card"].map((code) => ({ value: code, label: words2.code("carry", code) })), "nothing", (value) => {
          chosen = value;
        }, words2.say("carry-ask-hint")),
        h("p", { class: "buttons" }, button(words2.say("carry-button"), () => {
          carry(app, talk, instrument, finding, chosen);
        }))
      ]
    });
  }

  // src/expression.ts
  var LONGEST = 600;
  var DEEPEST = 24;
  var FUNCTIONS = {
    "not": [1, 1],
    "true": [0, 0],
    "false": [0, 0],
    "if": [3, 3],
    "coalesce": [2, 2],
    "selected": [2, 2],
    "count-selected": [1, 1],
    "string-length": [1, 1],
    "contains": [2, 2],
    "starts-with": [2, 2],
    "concat": [1, 16],
    "number": [1, 1],
    "string": [1, 1],
    "int": [1, 1]
  };
  var LEVELS = [["or"], ["and"], ["=", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "div", "mod"]];
  var Fault = class extends Error {
  };
  var PATTERN = /\s*(?:(["'])(.*?)\1|\$\{\s*(\w+)\s*\}|(\d[\d.]*)|([A-Za-z_][\w-]*)|(!=|<=|>=|[=<>+\-*(),.]))/suy;
  function words(text2) {
    const found = [];
    const trimmed = text2.trimEnd();
    PATTERN.lastIndex = 0;
    while (PATTERN.lastIndex < trimmed.length) {
      const match = PATTERN.exec(trimmed);
      if (!match) throw new Fault("there is a character that has no place in an expression");
      const [, quote, quoted, answer, number, name, sign2] = match;
      if (quote !== void 0) found.push({ is: "text", text: quoted ?? "" });
      else if (answer !== void 0) found.push({ is: "answer", word: answer });
      else if (number !== void 0) found.push({ is: "number", number: Number(number) });
      else if (name !== void 0) found.push({ is: "name", word: name });
      else found.push({ is: "sign", word: sign2 ?? "" });
    }
    return found;
  }
  var Parser = class {
    #at = 0;
    #depth = 0;
    #words;
    #place;
    constructor(words2, place) {
      this.#words = words2;
      this.#place = place;
    }
    whole() {
      const node = this.#level(0);
      if (this.#at < this.#words.length) throw new Fault("something follows the end of the expression");
      return node;
    }
    #level(level) {
      const operators = LEVELS[level];
      if (!operators) return this.#unary();
      let left = this.#level(level + 1);
      for (let operator = this.#operator(operators); operator; operator = this.#operator(operators)) {
        left = { is: "pair", operator, left, right: this.#level(level + 1) };
      }
      return left;
    }
    #operator(operators) {
      const next = this.#words[this.#at];
      if (!next || next.is !== "sign" && next.is !== "name" || !operators.includes(next.word)) return void 0;
      this.#at += 1;
      return next.word;
    }
    #unary() {
      this.#depth += 1;
      if (this.#depth > DEEPEST) throw new Fault("this expression is nested too deeply");
      const node = this.#take("-") ? { is: "negative", inner: this.#unary() } : this.#primary();
      this.#depth -= 1;
      return node;
    }
    #take(sign2) {
      const next = this.#words[this.#at];
      const found = next?.is === "sign" && next.word === sign2;
      if (found) this.#at += 1;
      return found;
    }
    #primary() {
      const word = this.#words[this.#at];
      this.#at += 1;
      if (!word) throw new Fault("the expression ends too early");
      if (word.is === "text") return { is: "value", value: word.text };
      if (word.is === "number") return { is: "value", value: word.number };
      if (word.is === "answer") return { is: "answer", name: word.word };
      if (word.is === "name") return this.#named(word.word);
      if (word.word === "." && this.#place === "constraint") return { is: "own" };
      if (word.word !== "(") throw new Fault("a value is missing before or after a sign");
      const inner = this.#level(0);
      if (!this.#take(")")) throw new Fault("a bracket is not closed");
      return inner;
    }
    #named(name) {
      if (!this.#take("(")) {
        if (this.#place === "filter") return { is: "column", name };
        throw new Fault("a bare word is no value");
      }
      const bounds = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : void 0;
      if (!bounds) throw new Fault("there is no such function");
      const given = [];
      while (!this.#take(")")) {
        if (given.length > 0 && !this.#take(",")) throw new Fault("a bracket is not closed");
        given.push(this.#level(0));
      }
      if (given.length < bounds[0] || given.length > bounds[1]) throw new Fault("another number of arguments");
      return { is: "call", name, given };
    }
  };
  var Expression = class {
    #node;
    constructor(text2, place) {
      if ([...text2].length > LONGEST) throw new Fault("this expression is too long");
      this.#node = new Parser(words(text2), place).whole();
    }
    /** The fields and signs it names. */
    answers() {
      const names = /* @__PURE__ */ new Set();
      const open2 = [this.#node];
      for (let node = open2.pop(); node; node = open2.pop()) {
        if (node.is === "answer") names.add(node.name);
        else if (node.is === "negative") open2.push(node.inner);
        else if (node.is === "pair") open2.push(node.left, node.right);
        else if (node.is === "call") open2.push(...node.given);
      }
      return names;
    }
    value(known) {
      return valueOf(this.#node, known);
    }
  };
  var holds2 = (value) => typeof value === "number" ? value !== 0 && !Number.isNaN(value) : Boolean(value);
  function textOf(value) {
    if (typeof value !== "number") return String(value);
    if (Number.isNaN(value)) return "";
    if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
    if (Object.is(value, -0)) return "-0";
    return plainDigits(value);
  }
  function plainDigits(value) {
    const text2 = String(value);
    const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text2);
    if (!match) return text2;
    const [, sign2, first, rest = "", exponent] = match;
    const [digits, power] = [`${first}${rest}`, Number(exponent)];
    if (power < 0) return `${sign2}0.${"0".repeat(-power - 1)}${digits}`;
    return `${sign2}${digits.padEnd(power + 1, "0")}`;
  }
  function numberOf(text2) {
    const trimmed = text2.trim();
    return /^-?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : void 0;
  }
  var toNumber = (value) => typeof value === "string" ? numberOf(value) ?? NaN : Number(value);
  var parts = (list2) => list2.split(/[ \t\n\f\r]+/).filter((one) => one !== "");
  function valueOf(node, known) {
    switch (node.is) {
      case "value":
        return node.value;
      case "answer":
        return known.answer(node.name);
      case "own":
        return known.own ?? "";
      case "column":
        return known.column?.(node.name) ?? "";
      case "negative":
        return -toNumber(valueOf(node.inner, known));
      case "pair":
        return pair(node.operator, valueOf(node.left, known), valueOf(node.right, known));
      case "call":
        return call2(node.name, node.given, known);
    }
  }
  function pair(operator, left, right) {
    const [a, b] = [toNumber(left), toNumber(right)];
    switch (operator) {
      case "or":
        return holds2(left) || holds2(right);
      case "and":
        return holds2(left) && holds2(right);
      case "=":
        return equal(left, right);
      case "!=":
        return !equal(left, right);
      case "<":
        return a < b;
      case "<=":
        return a <= b;
      case ">":
        return a > b;
      case ">=":
        return a >= b;
      case "+":
        return a + b;
      case "-":
        return a - b;
      case "*":
        return a * b;
      case "div":
        return a / b;
      default:
        return a % b;
    }
  }
  function equal(left, right) {
    if (typeof left === "boolean" || typeof right === "boolean") return holds2(left) === holds2(right);
    if (typeof left === "number" || typeof right === "number") return toNumber(left) === toNumber(right);
    return left === right;
  }
  function call2(name, given, known) {
    const at = (nth2) => {
      const node = given[nth2];
      return node ? valueOf(node, known) : "";
    };
    const text2 = (nth2) => textOf(at(nth2));
    switch (name) {
      case "not":
        return !holds2(at(0));
      case "true":
        return true;
      case "false":
        return false;
      case "if":
        return at(holds2(at(0)) ? 1 : 2);
      case "coalesce":
        return text2(0) === "" ? at(1) : at(0);
      case "selected":
        return parts(text2(0)).includes(text2(1));
      case "count-selected":
        return parts(text2(0)).length;
      case "string-length":
        return [...text2(0)].length;
      case "contains":
        return text2(0).includes(text2(1));
      case "starts-with":
        return text2(0).startsWith(text2(1));
      // Calculations feed each other; without a limit a few of them would fill the memory.
      case "concat":
        return [...given.map((node) => textOf(valueOf(node, known))).join("")].slice(0, LONGEST).join("");
      case "number":
        return toNumber(at(0));
      case "string":
        return text2(0);
      default:
        return Math.trunc(toNumber(at(0)));
    }
  }

  // src/form.ts
  var Form = class {
    #instrument;
    #rows;
    #order;
    constructor(instrument) {
      this.#instrument = instrument;
      const fields = (instrument.fields ?? []).map((field) => ({
        name: field.name,
        field,
        ...field.relevant === void 0 ? {} : { relevant: new Expression(field.relevant, "plain") },
        ...field.constraint === void 0 ? {} : { constraint: new Expression(field.constraint, "constraint") },
        ...field.calculation === void 0 ? {} : { calculation: new Expression(field.calculation, "plain") },
        ...field.choice_filter === void 0 ? {} : { filter: new Expression(field.choice_filter, "filter") }
      }));
      const signs2 = instrument.indicators.map((one) => ({
        name: one.code,
        ...one.relevant === void 0 ? {} : { relevant: new Expression(one.relevant, "plain") }
      }));
      this.#rows = [...fields, ...signs2];
      this.#order = inOrder(this.#rows);
    }
    /** The form with these answers to fields and signs; what is missing was not answered. */
    fill(given, states) {
      const filled = { shown: [], calculated: {}, offered: {}, problems: [] };
      const known = /* @__PURE__ */ new Map();
      const shown = /* @__PURE__ */ new Set();
      const answers2 = { answer: (name) => known.get(name) ?? "" };
      for (const row of this.#order) {
        const relevant = !row.relevant || holds2(row.relevant.value(answers2));
        if (relevant) shown.add(row.name);
        let value = "";
        if (!row.field) value = states.get(row.name) ?? "not_asked";
        else if (relevant) value = this.#field(row, row.field, given[row.name] ?? "", answers2, filled);
        known.set(row.name, value);
      }
      const fields = new Set((this.#instrument.fields ?? []).map((one) => one.name));
      for (const name of Object.keys(given)) if (!fields.has(name)) filled.problems.push({ field: name, code: "form.unknown" });
      filled.shown = this.#rows.filter((row) => shown.has(row.name) && row.field?.type !== "calculate").map((row) => row.name);
      const key = (one) => `${one.field}\0${one.code}`;
      filled.problems.sort((one, other) => key(one) < key(other) ? -1 : 1);
      return filled;
    }
    /** Checks one shown field and gives what other expressions see of it. */
    #field(row, field, given, answers2, filled) {
      if (row.calculation) {
        const value = textOf(row.calculation.value(answers2));
        filled.calculated[row.name] = value;
        return value;
      }
      const wrong = (code) => {
        filled.problems.push({ field: row.name, code });
      };
      if (given === "") {
        if (field.required) wrong("form.required");
      } else if (field.type === "note" || field.type === "calculate") wrong("form.not_asked");
      else if (!hasType(field.type, given)) wrong("form.type");
      else if (row.constraint && !holds2(row.constraint.value({ ...answers2, own: given }))) wrong("form.constraint");
      if (field.list !== void 0) {
        const offered = this.#offered(row, field.list, answers2);
        if (given.split(/[ \t\n\f\r]+/).some((one) => one !== "" && !offered.includes(one))) wrong("form.choice");
        filled.offered[row.name] = offered;
      }
      return given;
    }
    #offered(row, list2, answers2) {
      const choices2 = (this.#instrument.choices ?? []).filter((choice) => {
        if (choice.list !== list2) return false;
        const column = (name) => name === "name" ? choice.name : name === "label" ? inLanguage(choice.label, "en") : choice.columns?.[name] ?? "";
        return !row.filter || holds2(row.filter.value({ ...answers2, column }));
      });
      return choices2.map((choice) => choice.name);
    }
  };
  function hasType(type, given) {
    switch (type) {
      case "integer":
        return /^-?\d{1,9}$/.test(given);
      case "decimal":
        return new TextEncoder().encode(given).length <= 18 && numberOf(given) !== void 0;
      case "date":
        return isDate(given);
      case "select_one":
        return !/[ \t\n\f\r]/.test(given);
      default:
        return [...given].length <= LONGEST;
    }
  }
  function isDate(text2) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text2);
    if (!match) return false;
    const [year, month, day] = match.slice(1).map(Number);
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }
  function inOrder(rows) {
    const order = [];
    const done = /* @__PURE__ */ new Set();
    const there = new Set(rows.map((row) => row.name));
    const waits = (row) => [row.relevant, row.constraint, row.calculation, row.filter].flatMap((one) => [...one?.answers() ?? []]).filter((name) => name !== row.name);
    let open2 = rows;
    while (open2.length > 0) {
      const ready = open2.filter((row) => waits(row).every((name) => done.has(name) || !there.has(name)));
      if (ready.length === 0) return [...order, ...open2];
      for (const row of ready) done.add(row.name);
      order.push(...ready);
      open2 = open2.filter((row) => !done.has(row.name));
    }
    return order;
  }

  // src/screens/questions.ts
  var BORDERS = ["border_land", "border_air", "border_sea"];
  var YES = { ask: "yes_told", observe: "yes_seen", third_party: "yes_third_party", document: "yes_document" };
  var MODES = ["ask", "observe", "third_party", "document"];
  function signsOf(app, talk, instrument) {
    const shown = new Set(new Form(instrument).fill(talk.fields, new Map(Object.entries(talk.states))).shown);
    return instrument.indicators.filter((one) => one.kind !== "danger" && shown.has(one.code) && (talk.handedOverAt === void 0 || mayAskAlone(app, one)));
  }
  function mayAskHere(app, sign2) {
    return sign2.mode.includes("ask") && !(sign2.ask_by === "none_at_border" && BORDERS.includes(app.device?.setting ?? ""));
  }
  var mayAskAlone = (app, sign2) => mayAskHere(app, sign2) && sign2.question !== void 0 && (sign2.ask_by === "any" || sign2.ask_by === "none_at_border");
  async function ask(app) {
    const { talk } = app;
    const instrument = talk && app.instrument(talk.instrument);
    if (!talk || !instrument) return;
    const fields = new Form(instrument).fill(talk.fields, /* @__PURE__ */ new Map()).shown.filter((name) => instrument.fields?.some((one) => one.name === name));
    if (talk.at === 0 && fields.length > 0 && Object.keys(talk.fields).length === 0) return around(app, talk, instrument, fields);
    const signs2 = signsOf(app, talk, instrument);
    const sign2 = signs2[talk.at];
    if (!sign2) return finish(app);
    await question(app, talk, instrument, sign2, signs2.length);
  }
  async function question(app, talk, instrument, sign2, of) {
    const { words: words2 } = app;
    const theirs = await app.speak(talk.language);
    const go = async (state) => {
      if (state) talk.states[sign2.code] = state;
      talk.at += 1;
      await app.keep();
      await ask(app);
    };
    const back = () => {
      if (talk.at === 0) return told(app);
      talk.at -= 1;
      return void ask(app);
    };
    const asked = mayAskHere(app, sign2);
    const ways = MODES.filter((mode) => sign2.mode.includes(mode) && (mode !== "ask" || asked));
    const answers2 = [...ways.map((mode) => YES[mode]), "no", "unsure", ...asked ? ["declined"] : []];
    const words_ = asked ? sign2.question ?? sign2.label : sign2.observe ?? sign2.label;
    const own = inLanguage(sign2.question, theirs.language) !== inLanguage(sign2.question, "en") ? ofInstrument(sign2.question, theirs.language) : void 0;
    app.show({
      title: ofInstrument(words_, words2.language) ?? h("span", {}, sign2.code),
      back,
      body: [
        asked && own && theirs.language !== words2.language ? h("p", { class: "theirs", lang: theirs.language, dir: theirs.dir }, own) : null,
        asked ? null : h("p", {}, h("span", { class: "tag" }, words2.code("ask-by", sign2.mode.includes("ask") ? sign2.ask_by : "none_at_border"))),
        asked && (sign2.ask_by === "trained" || sign2.ask_by === "health") ? h("p", {}, h("span", { class: "tag" }, words2.code("ask-by", sign2.ask_by))) : null,
        h(
          "details",
          {},
          h("summary", {}, words2.say("screen-look")),
          h("p", {}, words2.say("screen-sign"), " ", ofInstrument(sign2.label, words2.language)),
          asked ? ofParagraph(sign2, "observe", words2.language) : null,
          ofParagraph(sign2, "hint", words2.language),
          sign2.bias_note ? h("p", {}, words2.say("screen-care"), " ", h("span", { lang: "en", dir: "ltr" }, sign2.bias_note)) : null
        ),
        h("div", { class: "answers is-pairs", role: "group", "aria-label": words2.t("client-answer") }, answers2.map((state) => h("button", {
          type: "button",
          class: `answer is-${state}`,
          value: state,
          "aria-pressed": talk.states[sign2.code] === state ? "true" : "false",
          onclick: () => void go(state)
        }, words2.code("said", state)))),
        h("p", { class: "buttons" }, button(words2.say("client-skip"), () => void go(), "quiet"), button(words2.say("screen-stop"), () => void finish(app), "plain")),
        h("p", { class: "quiet" }, words2.say("screen-page", { at: talk.at + 1, of }), instrument.review_state === "draft" ? [" · ", words2.say("screen-draft")] : null),
        theirs.language !== "en" && !own ? h("p", { class: "quiet" }, words2.say("screen-no-translation")) : null
      ]
    });
  }
  var ofParagraph = (sign2, part, language) => {
    const found = ofInstrument(sign2[part], language);
    return found ? h("p", {}, found) : null;
  };
  function around(app, talk, instrument, shown) {
    const { words: words2 } = app;
    const form = new Form(instrument);
    const problems = new Map(form.fill(talk.fields, /* @__PURE__ */ new Map()).problems.map((one) => [one.field, one.code]));
    const go = () => {
      const filled = form.fill(talk.fields, /* @__PURE__ */ new Map());
      const wrong = filled.problems.some((one) => one.code !== "form.required");
      if (wrong) return around(app, talk, instrument, filled.shown.filter((name) => instrument.fields?.some((one) => one.name === name)));
      talk.fields = { ...talk.fields, ...Object.keys(talk.fields).length === 0 ? Object.fromEntries(shown.map((name) => [name, ""])) : {} };
      return void app.keep().then(() => ask(app));
    };
    app.show({
      title: words2.say("client-around"),
      back: () => {
        told(app);
      },
      body: [
        h("p", { class: "quiet" }, words2.say("client-around-why")),
        ...shown.map((name) => {
          const field = instrument.fields?.find((one) => one.name === name);
          const wrong = problems.get(name);
          return field ? [wrong && wrong !== "form.required" ? h("p", { class: "error", role: "alert" }, ofInstrument(field.constraint_message, words2.language) ?? words2.say("client-field-wrong")) : null, input(app, talk, instrument, field)] : null;
        }),
        h("p", { class: "buttons" }, button(words2.say("client-go-on"), go))
      ]
    });
  }
  function input(app, talk, instrument, field) {
    const { words: words2 } = app;
    const set = (value2) => {
      talk.fields[field.name] = value2;
    };
    const value = talk.fields[field.name] ?? "";
    const label = ofInstrument(field.label, words2.language);
    const hint = ofInstrument(field.hint, words2.language);
    if (field.type === "note") return h("p", { class: "note" }, label);
    const offered = (instrument.choices ?? []).filter((one) => one.list === field.list);
    if (field.type === "select_one") return choices(label, offered.map((one) => ({ value: one.name, label: ofInstrument(one.label, words2.language) })), value, set, hint);
    if (field.type === "select_multiple") {
      const chosen = new Set(value.split(" ").filter((one) => one !== ""));
      const turn = (name, on) => {
        if (on) chosen.add(name);
        else chosen.delete(name);
        set([...chosen].join(" "));
      };
      return h("fieldset", { class: "field" }, h("legend", {}, label), offered.map((one) => tick(ofInstrument(one.label, words2.language), chosen.has(one.name), (on) => {
        turn(one.name, on);
      })));
    }
    return text(label, value, set, { numeric: field.type === "integer" || field.type === "decimal", type: field.type === "date" ? "date" : "text", hint });
  }

  // src/screens/handover.ts
  var ANSWERS = ["yes_told", "no", "unsure", "declined"];
  function handOver(app) {
    const { words: words2, talk } = app;
    if (!talk) return;
    const go = () => {
      talk.handedOverAt = talk.at;
      void app.keep();
      greet(app, talk);
    };
    app.show({
      title: words2.say("client-hand-over"),
      back: () => {
        told(app);
      },
      body: [
        list(["client-hand-alone", "client-hand-hidden", "client-hand-back"].map((key) => words2.say(key))),
        h("p", { class: "buttons" }, button(words2.say("client-hand-now"), go))
      ]
    });
  }
  function greet(app, talk) {
    const choose2 = async (tag) => {
      talk.language = tag;
      await app.keep();
      await tell(app, talk);
    };
    app.show({
      title: h("span", { lang: "en" }, app.words.say("client-choose-language")),
      plain: true,
      body: h("div", { class: "answers" }, app.lists.languages.map((one) => h("button", { type: "button", class: "answer", lang: one.tag, dir: one.dir, onclick: () => void choose2(one.tag) }, one.name)))
    });
  }
  async function tell(app, talk) {
    const theirs = await app.speak(talk.language);
    const yes = () => {
      talk.told = { language: talk.language, how: "screen", limits: true, agreed: "yes", at: Date.now() };
      answerDanger(app, talk);
      void app.keep().then(() => alone(app));
    };
    const notNow = () => {
      talk.told = { language: talk.language, how: "screen", limits: true, agreed: "not_now", at: Date.now() };
      void finish(app);
    };
    app.show({
      title: theirs.say("client-your-turn"),
      theirs,
      back: () => {
        greet(app, talk);
      },
      body: [said(theirs), h("p", { class: "buttons" }, button(theirs.say("client-i-answer"), yes), button(theirs.say("client-i-not-now"), notNow, "quiet"))]
    });
  }
  async function alone(app) {
    const { talk } = app;
    const instrument = talk && app.instrument(talk.instrument);
    if (!talk || !instrument) return;
    const signs2 = signsOf(app, talk, instrument);
    const sign2 = signs2[talk.at];
    if (!sign2) return finish(app);
    const theirs = await app.speak(talk.language);
    question2(app, talk, sign2, theirs, signs2.length);
  }
  function question2(app, talk, sign2, theirs, of) {
    const go = async (state) => {
      if (state) talk.states[sign2.code] = state;
      talk.at += 1;
      await app.keep();
      await alone(app);
    };
    const back = () => {
      talk.at -= 1;
      void alone(app);
    };
    app.show({
      title: ofInstrument(sign2.question, theirs.language) ?? theirs.say("client-your-turn"),
      theirs,
      // What was answered before the phone changed hands stays hidden.
      ...talk.at > (talk.handedOverAt ?? 0) ? { back } : {},
      body: [
        h("div", { class: "answers", role: "group", "aria-label": theirs.t("client-answer") }, ANSWERS.map((state) => h("button", {
          type: "button",
          class: "answer",
          value: state,
          onclick: () => void go(state)
        }, theirs.code("client-own", state)))),
        h("p", { class: "buttons" }, button(theirs.say("client-skip"), () => void go(), "quiet"), button(theirs.say("client-i-stop"), () => void finish(app), "plain")),
        h("p", { class: "quiet" }, theirs.say("screen-page", { at: talk.at + 1, of }))
      ]
    });
  }
  async function thanks(app, talk) {
    const theirs = await app.speak(talk.language);
    app.key = void 0;
    app.talk = void 0;
    app.show({
      title: theirs.say("client-thanks"),
      theirs,
      body: [
        h("p", { class: "lead" }, theirs.say("client-thanks-lead")),
        list(["right-help", "right-say-no"].map((key) => theirs.say(key))),
        h("p", {}, theirs.say("screening-come-back")),
        h("p", { class: "buttons" }, h("button", { type: "button", class: "button", onclick: () => {
          app.lockNow();
        } }, theirs.say("client-give-back")))
      ]
    });
  }

  // src/screens/told.ts
  var SAID = ["told-say-who", "told-say-why", "told-say-limits", "told-say-skip", "told-say-choose", "told-say-help"];
  var WAYS = ["spoken", "interpreter", "screen", "paper", "sign_language", "pictures"];
  var MOST_CHILDREN = 30;
  function told(app, begun = { how: "spoken", limits: false }) {
    void show(app, begun);
  }
  async function show(app, begun) {
    const { words: words2, talk } = app;
    if (!talk) return;
    const theirs = await app.speak(talk.language);
    const again2 = (changed) => {
      told(app, { ...begun, ...changed });
    };
    const go = () => {
      if (!begun.agreed) return again2({ problem: "client-agreed-missing" });
      if (begun.agreed === "yes" && !begun.limits) return again2({ problem: "told-limits-missing" });
      talk.told = { language: talk.language, how: begun.how, limits: begun.limits, agreed: begun.agreed, at: Date.now() };
      void app.keep();
      if (begun.agreed !== "yes") return help(app);
      answerDanger(app, talk);
      return void ask(app);
    };
    app.show({
      title: words2.say("told-title"),
      back: () => {
        if (talk.danger === "yes") alarm(app);
        else danger(app);
      },
      body: [
        choices(words2.say("client-language"), app.lists.languages.map((one) => ({ value: one.tag, label: one.name, lang: one.tag, dir: one.dir })), talk.language, (value) => {
          talk.language = value;
          again2({});
        }),
        said(theirs),
        begun.problem ? h("p", { class: "error", role: "alert" }, words2.say(begun.problem)) : null,
        tick(words2.say("told-limits"), begun.limits, (limits) => {
          begun.limits = limits;
        }),
        choices(words2.say("told-agreed"), ["yes", "not_now", "no"].map((code) => ({ value: code, label: words2.code("agreed", code) })), begun.agreed, (value) => {
          begun.agreed = value;
        }, words2.say("told-agreed-hint")),
        h("p", { class: "buttons" }, button(words2.say("told-button"), go), button(words2.say("client-hand-over"), () => {
          handOver(app);
        }, "quiet")),
        more(app, talk, begun)
      ]
    });
  }
  var said = (theirs) => h("div", { class: "say", lang: theirs.language, dir: theirs.dir }, h("ul", {}, SAID.map((key) => h("li", {}, theirs.say(key)))), review(theirs));
  function answerDanger(app, talk) {
    const instrument = app.instrument(talk.instrument);
    const state = { yes: "yes_told", no: "no", unsure: "unsure" }[talk.danger];
    for (const one of instrument?.indicators ?? []) {
      if (one.kind === "danger" && talk.states[one.code] === void 0) talk.states[one.code] = state;
    }
  }
  function more(app, talk, begun) {
    const { words: words2 } = app;
    const lists = app.lists.instruments.map((one) => ({ value: referenceOf(one), label: one.title[words2.language] ?? one.title["en"] ?? one.id }));
    const around2 = (code, on) => {
      talk.around = SETTINGS.filter((one) => one === code ? on : talk.around.includes(one));
    };
    return h(
      "details",
      {},
      h("summary", {}, words2.say("client-more")),
      text(words2.say("client-address-as"), talk.addressAs, (value) => {
        talk.addressAs = value;
      }, { longest: LONGEST_NAME, name: "address-as" }),
      text(words2.say("client-name-given"), talk.name, (value) => {
        talk.name = value;
      }, { longest: LONGEST_NAME, hint: words2.say("client-name-hint"), name: "given" }),
      text(words2.say("client-children"), String(talk.childrenWith), (value) => {
        talk.childrenWith = Math.min(MOST_CHILDREN, Math.max(0, Math.trunc(Number(value)) || 0));
      }, { numeric: true, name: "children" }),
      select(words2.say("told-how"), WAYS.map((code) => ({ value: code, label: words2.t(`way-${code.replaceAll("_", "-")}`) })), begun.how, (value) => {
        begun.how = value;
      }),
      select(words2.say("client-list"), lists, talk.instrument, (value) => {
        talk.instrument = value;
      }),
      h(
        "fieldset",
        { class: "field" },
        h("legend", {}, words2.say("screen-around")),
        h("p", { class: "hint" }, words2.say("screen-around-hint")),
        SETTINGS.map((code) => tick(words2.code("around", code), talk.around.includes(code), (on) => {
          around2(code, on);
        }))
      )
    );
  }
  function help(app) {
    const { words: words2, talk } = app;
    if (!talk) return;
    const tell2 = async () => {
      await app.seal(talk);
      app.show({
        title: words2.say("help-title"),
        body: [note(words2.say("client-sealed")), h("p", {}, words2.say("now-come-back")), h("p", { class: "buttons" }, button(words2.say("client-home"), () => {
          home(app);
        }))]
      });
    };
    const drop = async () => {
      await app.store.delete("drafts", talk.id);
      home(app);
    };
    app.show({
      title: words2.say("help-title"),
      back: () => {
        told(app);
      },
      body: [
        h("p", { class: "lead" }, words2.say("help-lead")),
        list(["help-today", "help-doctor", "help-meet-again", "help-no-pressure"].map((key) => words2.say(key)), true),
        call(app, talk.age !== "adult"),
        h("p", { class: "buttons" }, button(words2.say("client-tell-unit"), () => void tell2()), button(words2.say("client-keep-nothing"), () => void drop(), "quiet")),
        h("p", { class: "quiet" }, words2.say("client-tell-unit-why"))
      ]
    });
  }

  // src/screens/danger.ts
  function danger(app, problem = false) {
    const { words: words2, talk } = app;
    if (!talk) return;
    let [now, age] = [void 0, void 0];
    const go = () => {
      if (!now) return danger(app, true);
      Object.assign(talk, { danger: now, age: age ?? "unsure" });
      void app.keep();
      return now === "yes" ? alarm(app) : told(app);
    };
    app.show({
      title: words2.say("client-danger-title"),
      back: () => {
        home(app);
      },
      body: [
        problem ? h("p", { class: "error", role: "alert" }, words2.say("client-danger-missing")) : null,
        choices(words2.say("client-danger-ask"), ["yes", "no", "unsure"].map((code) => ({ value: code, label: words2.code("client-danger", code) })), void 0, (value) => {
          now = value;
        }, words2.say("client-danger-hint")),
        choices(words2.say("client-age"), ["child", "adult", "unsure"].map((code) => ({ value: code, label: words2.code("client-age", code) })), void 0, (value) => {
          age = value;
        }),
        h("p", { class: "buttons" }, button(words2.say("client-go-on"), go))
      ]
    });
  }
  function alarm(app) {
    const { words: words2, talk } = app;
    if (!talk) return;
    const child = talk.age !== "adult";
    const tell2 = async () => {
      await app.seal(talk);
      alarmed(app, child);
    };
    app.show({
      title: words2.say("screening-headline-danger_now"),
      back: () => {
        danger(app);
      },
      body: [
        h("p", { class: "lead" }, words2.say("steps-call-emergency")),
        call(app, child),
        list(["safety-apart", "safety-companion", "safety-hurt", "safety-stay"].map((key) => words2.say(key)), true),
        child ? h("p", {}, words2.say("safety-child")) : null,
        h("p", { class: "buttons" }, button(words2.say("client-alarm"), () => void tell2())),
        h("p", { class: "quiet" }, words2.say("client-alarm-why")),
        h("p", { class: "buttons" }, button(words2.say("client-calm"), () => {
          told(app);
        }, "quiet"))
      ]
    });
  }
  function alarmed(app, child) {
    const { words: words2 } = app;
    app.show({
      title: words2.say("client-alarmed-title"),
      body: [
        note(words2.say("client-sealed")),
        h("p", {}, words2.say("client-alarmed")),
        call(app, child),
        h("p", { class: "buttons" }, button(words2.say("client-home"), () => {
          home(app);
        }))
      ]
    });
  }

  // src/screens/unlock.ts
  function locked(app, problem = false) {
    const { words: words2 } = app;
    let passphrase = "";
    const go = async () => {
      if (!app.device) return;
      app.key = await unlock(app.device.lock, passphrase);
      passphrase = "";
      if (!app.key) return locked(app, true);
      await app.sealLeftBehind();
      if (!await openOutcome(app)) home(app);
    };
    const form = h(
      "form",
      { onsubmit: (event) => {
        event.preventDefault();
        void go();
      } },
      text(words2.say("client-passphrase"), "", (value) => {
        passphrase = value;
      }, { type: "password", name: "passphrase" }),
      h("p", { class: "buttons" }, h("button", { class: "button" }, words2.say("client-unlock")))
    );
    app.show({
      title: words2.say("client-locked-title"),
      body: [
        problem ? h("p", { class: "error", role: "alert" }, words2.say("client-passphrase-wrong")) : null,
        form,
        h("h2", {}, words2.say("client-danger-anyway")),
        h("p", {}, words2.say("steps-call-emergency")),
        call(app, false),
        languages(app, () => {
          locked(app);
        }),
        h("p", {}, button(words2.say("client-forget"), () => {
          forget(app);
        }, "plain"))
      ]
    });
  }
  function forget(app) {
    const { words: words2 } = app;
    const go = async () => {
      await app.store.clear();
      app.device = void 0;
      app.key = void 0;
      app.talk = void 0;
      setup(app);
    };
    const show2 = async () => {
      const unsent = (await app.waiting()).filter((one) => one.blob).length;
      const drafts = (await app.store.all("drafts")).length;
      app.show({
        title: words2.say("client-forget-title"),
        back: () => {
          if (app.key) home(app);
          else locked(app);
        },
        body: [
          h("p", { class: "lead" }, words2.say("client-forget-lead")),
          h("ul", {}, h("li", {}, words2.say("client-forget-unsent", { count: unsent })), h("li", {}, words2.say("client-forget-drafts", { count: drafts }))),
          h("p", { class: "buttons" }, button(words2.say("client-forget-do"), () => void go()), button(words2.say("client-keep"), () => {
            if (app.key) home(app);
            else locked(app);
          }, "quiet"))
        ]
      });
    };
    void show2();
  }

  // src/screens/home.ts
  function home(app, sent) {
    app.talk = void 0;
    app.onSent = () => {
      void showHome(app);
    };
    void showHome(app, sent);
  }
  async function showHome(app, sent) {
    const [records, drafts] = [await app.waiting(), await app.store.all("drafts")];
    if (app.talk || !app.key) return;
    const { words: words2 } = app;
    const begin2 = () => {
      app.onSent = () => void 0;
      app.talk = newTalk(words2.language, app.firstInstrument());
      danger(app);
    };
    app.show({
      title: words2.say("client-home-title"),
      body: [
        ...warnings(app, records),
        h("p", { class: "buttons" }, h("button", { type: "button", class: "button is-first", onclick: begin2 }, words2.say("client-begin"))),
        drafts.length > 0 ? h(
          "section",
          { "aria-labelledby": "drafts" },
          h("h2", { id: "drafts" }, words2.say("client-drafts")),
          h("ul", { class: "rows" }, drafts.map((draft) => h("li", {}, button(words2.say("client-draft", { when: words2.when(draft.touched) }), () => void goOn(app, draft), "quiet"))))
        ) : null,
        road(app, records, sent),
        review(words2),
        languages(app, () => {
          home(app);
        }),
        h("p", { class: "buttons" }, button(words2.say("client-lock"), () => {
          app.lockNow();
        }, "quiet"), button(words2.say("client-forget"), () => {
          forget(app);
        }, "plain")),
        h("p", { class: "quiet" }, words2.say("client-hands-in-to"), " ", h("bdi", {}, app.device?.bearings.unit_name ?? ""))
      ]
    });
  }
  function warnings(app, records) {
    const { words: words2, device } = app;
    const now = Date.now();
    const late = records.some((one) => one.blob && now - one.sealedAt >= LATE_MS);
    const lost = records.filter((one) => one.blob && one.refused !== void 0).length;
    return [
      device?.revoked ? [h("p", { class: "ill", role: "alert" }, words2.say("client-revoked")), h("p", { class: "buttons" }, button(words2.say("client-renew"), () => {
        renew(app);
      }, "quiet"))] : null,
      late ? h("p", { class: "ill", role: "alert" }, words2.say("client-late")) : null,
      lost > 0 ? h("p", { class: "ill", role: "alert" }, words2.say("client-refused", { count: lost })) : null,
      device && now - device.heardAt >= STALE_MS ? h("p", { class: "ill", role: "alert" }, words2.say("client-stale")) : null
    ];
  }
  function road(app, records, sent) {
    const { words: words2 } = app;
    const waiting = records.filter((one) => one.blob).length;
    const last = Math.max(0, ...records.map((one) => one.sentAt ?? 0));
    const sendNow2 = async () => {
      app.onSent = () => void 0;
      home(app, await app.sendNow());
    };
    return h(
      "section",
      { "aria-labelledby": "road" },
      h("h2", { id: "road" }, words2.say("client-road")),
      sent ? note(words2.say(sent.offline ? "client-offline" : "client-sent-now", { count: sent.sent })) : null,
      h("p", { id: "unsent" }, waiting > 0 ? words2.say("client-unsent", { count: waiting }) : words2.say("client-unsent-none")),
      last > 0 ? h("p", { class: "quiet" }, words2.say("client-sent-last", { when: words2.when(last) })) : null,
      waiting > 0 ? h("p", { class: "buttons" }, button(words2.say("client-send"), () => void sendNow2(), "quiet")) : null
    );
  }
  async function goOn(app, draft) {
    const talk = await app.openDraft(draft);
    if (!talk) return;
    app.onSent = () => void 0;
    const { handedOverAt, ...mine } = talk;
    app.talk = handedOverAt === void 0 ? talk : { ...mine, at: 0 };
    if (!talk.told) told(app);
    else await ask(app);
  }

  // src/screens/setup.ts
  var CODE = /^[\w-]{43}$/;
  function setup(app, problem) {
    const { words: words2 } = app;
    let code = "";
    const go = async () => {
      const credential = code.replaceAll(/\s/g, "");
      if (!CODE.test(credential)) return setup(app, "client-code-shape");
      const heard = await hear(credential);
      if ("bearings" in heard) return secure(app, credential, heard);
      return setup(app, heard.failed === "offline" ? "client-code-offline" : "client-code-unknown");
    };
    app.show({
      title: words2.say("client-setup-title"),
      body: [
        h("p", { class: "lead" }, words2.say("client-setup-lead")),
        problem ? h("p", { class: "error", role: "alert" }, words2.say(problem)) : null,
        text(words2.say("client-code"), "", (value) => {
          code = value;
        }, { hint: words2.say("client-code-hint"), name: "code" }),
        h("p", { class: "buttons" }, button(words2.say("client-go-on"), () => void go())),
        languages(app, () => {
          setup(app);
        })
      ]
    });
  }
  function languages(app, then) {
    return h("p", { class: "languages", role: "group", "aria-label": app.words.t("frame-language") }, app.lists.languages.map((one) => h("button", {
      type: "button",
      class: "plain",
      lang: one.tag,
      "aria-current": one.tag === app.words.language ? "true" : void 0,
      onclick: () => void choose(app, one.tag).then(then)
    }, one.name)));
  }
  async function choose(app, tag) {
    await app.readIn(tag);
    if (!app.device) return;
    app.device = { ...app.device, language: tag };
    await app.store.put("device", app.device);
  }
  function secure(app, credential, heard, problem) {
    const { words: words2 } = app;
    let [passphrase, again2, setting] = ["", "", ""];
    const { bearings } = heard;
    const go = async () => {
      if ([...passphrase].length < SHORTEST_PASSPHRASE) return secure(app, credential, heard, "client-passphrase-short");
      if (passphrase !== again2) return secure(app, credential, heard, "client-passphrase-differs");
      if (setting === "") return secure(app, credential, heard, "client-place-missing");
      const lock = await makeLock(passphrase);
      app.device = { id: "device", credential, bearings, heardAt: Date.now(), setting, language: words2.language, lock, revoked: false };
      await app.store.put("device", app.device);
      app.key = await unlock(lock, passphrase);
      await navigator.storage?.persist?.();
      return home(app);
    };
    const settings = [{ value: "", label: words2.t("form-pick") }, ...app.lists.settings.map((code) => ({ value: code, label: words2.t(`setting-${code.replaceAll("_", "-")}`) }))];
    app.show({
      title: words2.say("client-secure-title"),
      back: () => {
        setup(app);
      },
      body: [
        note(words2.say("client-for-unit"), " ", h("strong", {}, h("bdi", {}, bearings.unit_name))),
        problem ? h("p", { class: "error", role: "alert" }, words2.say(problem)) : null,
        text(words2.say("client-passphrase"), "", (value) => {
          passphrase = value;
        }, { type: "password", hint: words2.say("client-passphrase-hint"), name: "passphrase" }),
        text(words2.say("client-passphrase-again"), "", (value) => {
          again2 = value;
        }, { type: "password", name: "again" }),
        select(words2.say("client-place"), settings, setting, (value) => {
          setting = value;
        }),
        h("p", { class: "buttons" }, button(words2.say("client-setup-done"), () => void go())),
        h("p", { class: "quiet" }, words2.say("client-exit-once"))
      ]
    });
  }
  function renew(app, problem) {
    const { words: words2 } = app;
    let code = "";
    const go = async () => {
      const credential = code.replaceAll(/\s/g, "");
      if (!CODE.test(credential)) return renew(app, "client-code-shape");
      const heard = await hear(credential);
      if ("failed" in heard) return renew(app, heard.failed === "offline" ? "client-code-offline" : "client-code-unknown");
      if (!app.device || heard.bearings.unit !== app.device.bearings.unit) return renew(app, "client-code-other-unit");
      app.device = { ...app.device, credential, bearings: heard.bearings, heardAt: Date.now(), revoked: false };
      await app.store.put("device", app.device);
      return home(app, await app.sendNow());
    };
    app.show({
      title: words2.say("client-renew"),
      back: () => {
        home(app);
      },
      body: [
        problem ? h("p", { class: "error", role: "alert" }, words2.say(problem)) : null,
        text(words2.say("client-code"), "", (value) => {
          code = value;
        }, { hint: words2.say("client-code-hint"), name: "code" }),
        h("p", { class: "buttons" }, button(words2.say("client-go-on"), () => void go()))
      ]
    });
  }

  // src/main.ts
  var WORKER = "/screen/worker.js";
  var [SHIFTS, WITHIN_MS] = [3, 5e3];
  async function register() {
    if (!("serviceWorker" in navigator)) return;
    const types = globalThis.trustedTypes;
    const only = { createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError(url);
      return url;
    } };
    const policy = types?.createPolicy("sw", only) ?? only;
    await navigator.serviceWorker.register(policy.createScriptURL(WORKER), { scope: "/screen/" });
  }
  function leave() {
    document.title = "";
    document.body.replaceChildren();
    location.replace("blank");
  }
  function watchTheWaysOut(app) {
    const exit = document.querySelector(".exit a");
    exit?.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    let presses = [];
    addEventListener("keydown", (event) => {
      if (event.key !== "Shift") presses = [];
      if (event.key !== "Shift" || event.repeat) return;
      presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at <= WITHIN_MS);
      if (presses.length >= SHIFTS) leave();
    });
    for (const sign2 of ["pointerdown", "keydown"]) addEventListener(sign2, () => {
      app.stir();
    });
    history.pushState(null, "");
    addEventListener("popstate", () => {
      history.pushState(null, "");
      app.goBack();
    });
  }
  function watchTheNetwork(app) {
    const tryToSend = () => {
      if (app.device) void app.sendNow();
    };
    addEventListener("online", tryToSend);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void app.wake().then(tryToSend);
    });
    tryToSend();
  }
  async function begin() {
    const main = document.querySelector("main");
    if (!main) return;
    const store = await Store.open();
    const device = await store.get("device", "device");
    const lists = await (await fetch("lists", { credentials: "omit" })).json();
    const wished = device?.language ?? navigator.languages.map((tag) => tag.split("-")[0]).find((tag) => lists.languages.some((one) => one.tag === tag)) ?? "en";
    const app = new App(store, lists, new Words(await loadWords(wished)), main);
    await app.readIn(wished);
    app.device = device;
    const said2 = () => {
      const exit = document.querySelector(".exit a");
      if (exit) exit.textContent = app.words.t("frame-exit");
      const invented = document.querySelector(".invented");
      if (invented) {
        invented.hidden = !lists.invented;
        invented.textContent = app.words.t("frame-invented");
      }
    };
    app.onWords = said2;
    said2();
    app.onLocked = () => {
      if (app.device) locked(app);
      else setup(app);
    };
    watchTheWaysOut(app);
    app.onLocked();
    watchTheNetwork(app);
    await register();
  }
  function explain2() {
    const why2 = globalThis.isSecureContext ? "There is nothing here yet. Connect once to the network, then this page works without it." : "This page needs a safe connection (https).";
    const line = document.createElement("p");
    line.textContent = why2;
    document.querySelector("main")?.append(line);
  }
  begin().catch(explain2);
})();
