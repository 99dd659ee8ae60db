// Keeps a long form for its writer while somebody types: what its button "Save and come back later" does, without
// leaving the page. It lies sealed on the server and nowhere on the device, and goes once the form is taken. Without
// this file the button does it.
'use strict';
(() => {
  const FIRST_MS = 5000;
  const APART_MS = 30000;
  const LONGEST_MS = 2000;

  const keeps = (button) => {
    const form = button.form;
    const said = form.querySelector('[data-kept]');
    let [changed, last, timer, going] = [false, -APART_MS, 0, undefined];

    /** With the name of its draft the form says, once it is sent, which one is over. */
    const name = (draft) => {
      let field = form.querySelector('input[name=draft]');
      if (!field) {
        field = document.createElement('input');
        Object.assign(field, { type: 'hidden', name: 'draft' });
        form.append(field);
      }
      field.value = draft;
    };

    const send = async () => {
      const body = new URLSearchParams(new FormData(form));
      body.set(button.name, 'typing');
      try {
        const where = form.getAttribute('action') ?? '';
        const answer = await fetch(where, { method: 'POST', body, redirect: 'manual', keepalive: document.visibilityState === 'hidden' });
        const draft = answer.headers.get('draft');
        if (answer.status !== 204 || !draft) return;
        name(draft);
        said.textContent = said.dataset.kept;
      } catch {
        // The network is away: the next key tries again.
        changed = true;
      }
    };

    const keep = () => {
      clearTimeout(timer);
      timer = 0;
      if (!changed) return;
      [changed, last] = [false, performance.now()];
      going = send().finally(() => { going = undefined; });
    };

    form.addEventListener('input', () => {
      changed = true;
      timer ||= setTimeout(keep, Math.max(FIRST_MS, last + APART_MS - performance.now()));
    });
    // What is on its way arrives first: otherwise it would wait for its writer after the form was taken.
    form.addEventListener('submit', (event) => {
      changed = false;
      clearTimeout(timer);
      if (!going) return;
      event.preventDefault();
      const late = new Promise((resolve) => setTimeout(resolve, LONGEST_MS));
      Promise.race([going, late]).then(() => {
        going = undefined;
        form.requestSubmit(event.submitter);
      });
    });
    // A telephone that is put away may never come back to this page.
    addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep(); });
  };

  document.querySelectorAll('button[name=keep-for-later]').forEach(keeps);
})();
