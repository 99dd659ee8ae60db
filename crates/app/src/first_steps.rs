//! The road from a first contact to a safe place: where a case stands on it, and which line answers now.
//!
//! One reading for all pages of the road. It moves nothing and proposes nothing about a status.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use havenward_domain::access::act;
use havenward_domain::age::Age;
use havenward_domain::codes::ServiceType;
use havenward_domain::compartment::Compartment;
use havenward_domain::hours::Hours;
use havenward_domain::id::{CaseId, EnquiryId};
use havenward_domain::need::NeedsAssessment;
use havenward_domain::profile::{ChildStart, Decides, Origin, Profile};
use havenward_domain::recognition::Recognition;
use havenward_domain::risk::RiskAssessment;
use havenward_domain::role::Role;
use havenward_domain::service::{DutyLine, Service};
use havenward_domain::told_before::AgreedToTalk;
use havenward_screening::Band;
use havenward_screening::terms::ChildFlag;
use havenward_store::cases::{self, CaseRow};
use jiff::civil::Date;

use crate::file::{Contact, Core};
use crate::matching::local;
use crate::screenings::{Asked, asked};
use crate::told_before::proof;
use crate::{AppError, Ctx, Note, services};

/// Where a case stands on the road.
pub struct FirstSteps {
    /// The plain columns.
    pub plain: CaseRow,
    /// The first contact.
    pub contact: Contact,
    /// What is known of the age, as an instrument takes it.
    pub child: ChildFlag,
    /// What the person answered when she was last told who asks and why.
    pub answered: Option<AgreedToTalk>,
    /// Whether questions may be asked.
    pub may_ask: bool,
    /// Screenings with what each calls for, the latest first.
    pub screenings: Vec<(Asked, Band)>,
    /// Track A, and what this reader may do about it.
    pub recognising: Recognising,
    /// The last assessment of needs.
    pub needs: Option<NeedsAssessment>,
    /// The last assessment of risks.
    pub risks: Option<RiskAssessment>,
    /// Agreements on record, withdrawn ones too.
    pub agreement_count: usize,
    /// Enquiries with the need for which each was made.
    pub enquiries: BTreeMap<EnquiryId, ServiceType>,
    /// Where a child's path begins in this country.
    pub child_start: ChildStart,
    /// Today, in the zone of the profile.
    pub today: Date,
}

/// Who may raise and presume, as the profile of the case says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognising {
    /// Where recognition stands.
    pub position: Recognition,
    /// Whether the reader's role may raise it.
    pub may_raise: bool,
    /// Whether the reader's role may presume.
    pub may_presume: bool,
    /// The bodies that decide whether to presume.
    pub bodies: Vec<String>,
}

impl FirstSteps {
    /// Whether the person is a child, or may be one.
    pub fn is_child(&self) -> bool {
        self.child != ChildFlag::No
    }
}

/// Reads where a case stands; for those who meet the person and for nobody else.
pub async fn read(ctx: &mut Ctx, case: CaseId) -> Result<FirstSteps, AppError> {
    // Whoever could not take the first step has no business on this road.
    ctx.permit_on::<act::TellBefore>(case).await?;
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let note = Note::because("support", "public_task").opening(&[Compartment::Core]);
    let recorded = ctx.record(&permit, note).await?;
    let plain = cases::plain(&mut ctx.tx, &permit).await?;
    let core: Core =
        ctx.open(&permit, &recorded, Compartment::Core).await?.ok_or(AppError::Internal("core"))?;
    let profile = ctx.profile_of(core.status.profile()).await?;
    let (reader, now) = (ctx.member()?, ctx.now());
    let bands = core.screenings.iter().rev().map(|screening| screening.finding.band);
    let child = match core.status.age() {
        Age::Child => ChildFlag::Yes,
        age if age.is_treated_as_child() => ChildFlag::Unsure,
        _ => ChildFlag::No,
    };
    Ok(FirstSteps {
        plain,
        child,
        answered: core.told_before.last().map(|telling| telling.agreed_to_talk),
        may_ask: proof(&core).is_ok(),
        screenings: asked(&core, reader.user, now).into_iter().zip(bands).collect(),
        recognising: recognising(&core, &profile, reader.role),
        agreement_count: core.agreements.given().len(),
        child_start: profile.child_start().clone(),
        today: local(&profile, now).date(),
        enquiries: core.referring.enquiries,
        needs: core.needs,
        risks: core.risks,
        contact: core.contact,
    })
}

fn recognising(core: &Core, profile: &Profile, role: Role) -> Recognising {
    let track = core.status.recognition();
    let rules = profile.recognition();
    let origin = track.origin.unwrap_or(Origin::Responder);
    let titles = |decides| -> Vec<String> {
        let benches = profile.stages_that_decide(decides).flat_map(|(_, stage)| &stage.bench.bodies);
        benches.filter_map(|code| profile.bodies().get(code)).map(|body| body.title.clone()).collect()
    };
    let mut bodies = titles(Decides::Presumption);
    if bodies.is_empty() {
        bodies = titles(Decides::Both);
    }
    bodies.dedup();
    Recognising {
        position: track.position,
        may_raise: rules.raise.allows(role, origin),
        may_presume: rules.presume.allows(role, origin),
        bodies,
    }
}

/// A telephone line that answers at this hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The service behind it, under the name that staff know.
    pub name: String,
    /// The number.
    pub phone: String,
}

/// The one number to call now: of the lines that answer at this hour, the one nearest to a safe place.
pub async fn line_that_answers(ctx: &mut Ctx, child: bool) -> Result<Option<Line>, AppError> {
    let profile = ctx.current_profile().await?;
    let now = local(&profile, ctx.now());
    let mut rows = services::list(ctx).await?;
    rows.retain(|row| {
        row.service.duty_line.hours.contain(now.datetime())
            && row.service.is_funded(now.date())
            && helps_tonight(&row.service, child)
    });
    let nearest = rows.into_iter().min_by_key(|row| {
        let service = &row.service;
        let answers_always = service.duty_line.hours == Hours::Always;
        (!service.is_residential(), !answers_always, Reverse(service.verified_on), service.id)
    });
    Ok(nearest.map(|row| Line { name: row.name, phone: row.service.duty_line.phone }))
}

/// The lines that a telephone without a network may call, the nearest to a safe place first.
pub(crate) fn lines(services: Vec<Service>, today: Date) -> Vec<(DutyLine, bool)> {
    let mut lines: Vec<(bool, Service)> = Vec::new();
    for service in services {
        let tonight = service.offers.iter().any(|kind| kind.is_for_tonight());
        if tonight && service.is_funded(today) {
            lines.push((service.accepts.is_for_children_only(), service));
        }
    }
    lines.sort_by_key(|(_, service)| {
        let answers_always = service.duty_line.hours == Hours::Always;
        (!service.is_residential(), !answers_always, Reverse(service.verified_on), service.id)
    });
    lines.into_iter().map(|(for_children, service)| (service.duty_line, for_children)).collect()
}

/// Whether a service takes somebody in tonight, or talks to her; children apart from adults.
fn helps_tonight(service: &Service, child: bool) -> bool {
    let for_children = service.accepts.is_for_children_only();
    let lives_there = if child { for_children } else { !for_children };
    let tonight = service.offers.iter().any(|kind| kind.is_for_tonight());
    tonight && (lives_there || !service.is_residential())
}
