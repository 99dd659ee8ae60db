//! How the person may be reached: asked before every call, added to, marked as safe for thirty days at most.
//!
//! A number or an address is shown only upon the question whether it may be used now, and the question is in the
//! journal. Who else may be contacted is written with the command line.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::contact_safety::{self, MayContact, NewChannel, Whom};
use havenward_app::file::ContactSafety;
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::coded::Coded;
use havenward_domain::contact_safety::{Channel, ChannelKind, LeaveMessage, WhoElse};
use havenward_domain::hours::{Hours, Span};
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use jiff::civil::time;

use crate::AppState;
use crate::cases::pages::reference;
use crate::contacts::pages::languages;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show_form};
use crate::path::id;

/// No number, address or word is longer.
const LONGEST: usize = 500;
/// Hours to choose from, with their days of the week, first and last hour; finer ones are a program's.
const HOURS: [(&str, i8, i8, i8); 4] =
    [("mornings", 7, 8, 12), ("afternoons", 7, 12, 18), ("evenings", 7, 18, 22), ("office", 5, 9, 17)];
/// Day and night.
const ALWAYS: &str = "always";

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/reach", read).post("/cases/{id}/reach", act)
}

/// The page.
#[derive(Template)]
#[template(path = "contact_safety/reach.html")]
struct Reach {
    page: Page,
    form: Form,
    case: CaseId,
    safety: ContactSafety,
    /// What was asked just now, and may be.
    may: Option<MayContact>,
}

impl HasForm for Reach {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Reach {
    fn channels(&self) -> &[Channel] {
        self.safety.ways.as_ref().map_or(&[], |ways| &ways.channels)
    }

    /// Whether it may be used now, as far as the clock of this page goes; whoever asks is told for certain.
    fn stands(&self, channel: &Channel) -> &'static str {
        stands(&self.page, &self.safety, channel)
    }

    /// The hours, if they are some of those to choose from.
    fn hours(channel: &Channel) -> &'static str {
        let all = choices();
        all.into_iter().find(|one| hours(one).as_ref() == Some(&channel.hours)).unwrap_or("own")
    }

    fn until(&self, channel: &Channel) -> Option<String> {
        channel.safe_until().map(|until| self.page.moment(until))
    }

    /// The number or address that may be used now.
    fn address(&self) -> Option<String> {
        self.may.as_ref().and_then(|may| may.address.as_ref()).map(|address| address.expose().clone())
    }

    /// The word to hear first.
    fn word(&self) -> Option<String> {
        self.may.as_ref().and_then(|may| may.safe_word.as_ref()).map(|word| word.expose().clone())
    }

    fn all_hours() -> Vec<&'static str> {
        choices()
    }

    fn kinds() -> Vec<&'static str> {
        ChannelKind::ALL.iter().map(|one| one.code()).collect()
    }

    fn languages(&self) -> Vec<String> {
        let known: Vec<Language> = self.safety.ways.iter().map(|ways| ways.language.clone()).collect();
        languages(&known)
    }

    fn reference(&self) -> String {
        reference(self.case)
    }
}

/// The code of whether a channel may be used now.
pub(crate) fn stands(page: &Page, safety: &ContactSafety, channel: &Channel) -> &'static str {
    let Some(ways) = &safety.ways else { return "not_safe" };
    let is_over = channel.safe_until().is_none_or(|until| until <= *page.now());
    match ways.may_use(channel, page.local(*page.now()).datetime(), *page.now()) {
        Ok(_) => "now",
        Err(_) if is_over => "not_safe",
        Err(_) => "later",
    }
}

fn choices() -> Vec<&'static str> {
    [ALWAYS].into_iter().chain(HOURS.map(|(name, ..)| name)).collect()
}

/// The hours behind a choice.
fn hours(choice: &str) -> Option<Hours> {
    if choice == ALWAYS {
        return Some(Hours::Always);
    }
    let (_, days, from, until) = HOURS.into_iter().find(|(name, ..)| *name == choice)?;
    let spans = (1..=days).map(|day| Span::new(day, time(from, 0, 0, 0), time(until, 0, 0, 0)).ok());
    Some(Hours::Weekly(spans.collect::<Option<_>>()?))
}

async fn shown(
    state: &AppState,
    caller: &Caller,
    (page, form): (Page, Form),
    case: CaseId,
    may: Option<MayContact>,
) -> Answer {
    let read = async |ctx: &mut Ctx| contact_safety::read_to_change(ctx, case).await;
    let safety = state.app.run(caller, read).await?;
    show_form(&Reach { page, form, case, safety, may })
}

async fn read(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page);
    shown(&state, &caller, (page, form), id(&case)?, None).await
}

/// A way that the person gave, with the language to use and the word that shows it is she.
fn typed(form: &mut Form) -> Option<(Language, NewChannel, Option<String>)> {
    let (kind, address) = (form.code::<ChannelKind>("kind"), form.text("address", LONGEST));
    let (chosen, who_else) = (form.one_of("hours", &choices()), form.code::<WhoElse>("who_else"));
    let leave_message = form.code::<LeaveMessage>("leave_message");
    let language = form.value("language").parse::<Language>().ok();
    if language.is_none() {
        form.flaw("language", "form-choose");
    }
    let safe_word = form.maybe_text("safe_word", LONGEST);
    let (kind, address, hours) = (kind?, address?, hours(chosen?)?);
    let channel = NewChannel { kind, address, hours, leave_message: leave_message?, who_else: who_else? };
    Some((language?, channel, safe_word))
}

async fn act(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    let done = match form.value("step") {
        "add" => match form.read(typed) {
            Some((language, new, word)) => {
                let add =
                    async |ctx: &mut Ctx| contact_safety::add_channel(ctx, case, language, new, word).await;
                form.act(&state.app, &caller, add).await
            }
            None => return shown(&state, &caller, (page, form), case, None).await,
        },
        step @ ("ask" | "safe" | "unsafe") => {
            let number: usize = form.value("channel").parse().map_err(|_| AppError::NotFound)?;
            let is_safe = step == "safe";
            if step == "ask" {
                return ask(&state, &caller, (page, form), case, number).await;
            }
            let mark = async |ctx: &mut Ctx| {
                if is_safe {
                    contact_safety::mark_safe(ctx, case, number, None).await
                } else {
                    contact_safety::mark_unsafe(ctx, case, number).await
                }
            };
            match form.read(|_| Some(())) {
                Some(()) => form.act(&state.app, &caller, mark).await,
                None => return shown(&state, &caller, (page, form), case, None).await,
            }
        }
        _ => return Err(AppError::NotFound.into()),
    };
    match done {
        Ok(()) => see_other(&format!("/cases/{case}/reach")),
        Err(error) => {
            form.refused(error)?;
            shown(&state, &caller, (page, form), case, None).await
        }
    }
}

/// May it be used now? The number is the answer, or why not.
async fn ask(
    state: &AppState,
    caller: &Caller,
    (page, mut form): (Page, Form),
    case: CaseId,
    number: usize,
) -> Answer {
    let ask = async |ctx: &mut Ctx| contact_safety::may_contact(ctx, case, Whom::Person(number)).await;
    match state.app.run(caller, ask).await {
        Ok(may) => {
            let empty = Form::empty(&page);
            shown(state, caller, (page, empty), case, Some(may)).await
        }
        Err(error) => {
            form.refused(error)?;
            shown(state, caller, (page, form), case, None).await
        }
    }
}
