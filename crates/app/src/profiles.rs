//! The country profiles that this installation knows: shipped ones, those of its own files, and those under
//! which cases began long ago, which are kept word for word in the database.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use havenward_domain::access::act;
use havenward_domain::profile::{Problem, Profile, ProfileVersion, SHIPPED, diff};
use havenward_store::profiles::{self as rows, ProfileRow};
use jiff::Timestamp;

use crate::matching::local;
use crate::overlays::{Approvers, Loaded};
use crate::{App, AppError, Caller, Ctx, Note, Secrets};

/// Id and version.
type Name = (String, u32);

/// A profile with the file that it was read from.
#[derive(Debug, Clone)]
pub struct Rules {
    file: String,
    text: String,
    profile: Arc<Profile>,
}

impl Rules {
    /// Reads and checks a file; all that is wrong is told in one pass.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let profile = Arc::new(Profile::parse(file, text)?);
        Ok(Self { file: file.to_owned(), text: text.to_owned(), profile })
    }

    fn name(&self) -> Name {
        let version = self.profile.version();
        (version.id.clone(), version.version)
    }
}

/// Every profile by id and version, the country under whose rules new cases begin, and who may approve that
/// a crisis changes them for a time.
pub struct Profiles {
    known: BTreeMap<Name, Rules>,
    country: String,
    /// What was read from the database, or compared with it.
    kept: Mutex<BTreeMap<Name, Arc<Profile>>>,
    pub(crate) approvers: Approvers,
    pub(crate) loaded: Loaded,
}

/// Reads the rules under which a case begins now. For everybody who is signed in.
pub async fn in_force(ctx: &mut Ctx) -> Result<Arc<Profile>, AppError> {
    ctx.member()?;
    ctx.current_profile().await
}

impl Profiles {
    /// The shipped profiles; new cases begin under the rules of this country.
    pub fn shipped(country: &str) -> Result<Self, AppError> {
        Self::with_files(country, Vec::new())
    }

    /// The shipped profiles and those of the country's own files.
    pub fn with_files(country: &str, files: Vec<Rules>) -> Result<Self, AppError> {
        let shipped = SHIPPED.iter().map(|(file, text)| Rules::parse(file, text));
        let shipped: Vec<Rules> = shipped.collect::<Result<_, _>>().map_err(|problems| {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            AppError::refused("profile.invalid", first)
        })?;
        Self::of(country, shipped.into_iter().chain(files))
    }

    /// These profiles alone.
    pub fn of(country: &str, rules: impl IntoIterator<Item = Rules>) -> Result<Self, AppError> {
        let mut known: BTreeMap<Name, Rules> = BTreeMap::new();
        for rules in rules {
            if let Some(first) = known.get(&rules.name()) {
                let (line, version) = (rules.profile.line_of("version"), rules.profile.version());
                let message = format!(
                    "{}:{line}: version: {version} is there already, in {}; write a higher version, or an id \
                     of your own",
                    rules.file, first.file
                );
                return Err(AppError::invalid("country.profiles", message));
            }
            known.insert(rules.name(), rules);
        }
        if !known.keys().any(|(id, _)| id == country) {
            let ids: Vec<&str> = known.keys().map(|(id, _)| id.as_str()).collect();
            let message = format!(
                "no profile is called {country} (mend: country.profile is one of {})",
                ids.join(", ")
            );
            return Err(AppError::refused("profile.unknown", message));
        }
        Ok(Self {
            known,
            country: country.to_owned(),
            kept: Mutex::default(),
            approvers: Approvers::default(),
            loaded: Loaded::default(),
        })
    }

    /// The same, with the bodies whose approvals a crisis overlay needs.
    #[must_use]
    pub fn approved_by(self, approvers: Approvers) -> Self {
        Self { approvers, ..self }
    }

    /// The rules of the country at an instant, as they are without any crisis: the newest version that is
    /// valid on that day. Where none is, the last that was, or the first that will be: a date passed over in a
    /// file must not stop help.
    pub fn current(&self, at: Timestamp) -> Result<Arc<Profile>, AppError> {
        Ok(Arc::clone(&self.rules_at(at)?.profile))
    }

    fn rules_at(&self, at: Timestamp) -> Result<&Rules, AppError> {
        let mine = || self.known.values().filter(|rules| rules.profile.version().id == self.country);
        let day = |rules: &Rules| local(&rules.profile, at).date();
        mine()
            .rfind(|rules| rules.profile.is_valid_on(day(rules)))
            .or_else(|| mine().rfind(|rules| *rules.profile.valid_from() <= day(rules)))
            .or_else(|| mine().next())
            .ok_or(AppError::Internal("profile"))
    }

    fn kept(&self, name: &Name) -> Option<Arc<Profile>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn remember(&self, name: Name, profile: Arc<Profile>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(name, profile);
    }
}

impl Ctx {
    /// The profile under which a case began, any crisis overlay apart: as it is kept, not as a file of the
    /// same name says it today.
    pub(crate) async fn base_of(&mut self, version: &ProfileVersion) -> Result<Arc<Profile>, AppError> {
        let app = self.app.clone();
        let profiles = &app.0.profiles;
        let name = (version.id.clone(), version.version);
        if let Some(profile) = profiles.kept(&name) {
            return Ok(profile);
        }
        let row = rows::with_version(&mut self.tx, &name.0, name.1).await?;
        if let Some(profile) = row.and_then(|row| verified(&app.0.secrets, &row)) {
            profiles.remember(name, Arc::clone(&profile));
            return Ok(profile);
        }
        let known = profiles.known.get(&name).map(|rules| Arc::clone(&rules.profile));
        known.ok_or_else(|| {
            let message = format!("this case began under {version}, which is not here");
            AppError::refused("profile.unknown", message)
        })
    }
}

/// Keeps the rules that are in force, so that a case that begins under them keeps them whatever a later
/// release or another file brings. Rules that changed under the same version are refused.
pub(crate) async fn keep(app: &App) -> Result<(), AppError> {
    let rules = app.0.profiles.rules_at(app.now())?;
    if app.0.profiles.kept(&rules.name()).is_some() {
        return Ok(());
    }
    let write = async || app.run(&Caller::system(), async |ctx| keep_rules(ctx, rules).await).await;
    match write().await {
        // Another node was faster; what it wrote is compared.
        Err(AppError::Conflict) => write().await?,
        done => done?,
    }
    app.0.profiles.remember(rules.name(), Arc::clone(&rules.profile));
    Ok(())
}

async fn keep_rules(ctx: &mut Ctx, rules: &Rules) -> Result<(), AppError> {
    let (id, version) = rules.name();
    if let Some(row) = rows::with_version(&mut ctx.tx, &id, version).await? {
        let kept = verified(&ctx.app.0.secrets, &row);
        return kept.map_or(Ok(()), |kept| refuse_changed(&kept, rules));
    }
    let permit = ctx.permit::<act::Tick>()?;
    let note = Note::because("operation", "public_task").about("profile", rules.profile.version());
    ctx.record(&permit, note).await?;
    let mut row = ProfileRow {
        id,
        version,
        file: rules.file.clone(),
        body: rules.text.clone(),
        digest: Vec::new(),
        kept_at: ctx.now(),
    };
    row.digest = with_parts(&row, |parts| ctx.app.0.secrets.rules_digest(parts)).to_vec();
    Ok(rows::keep(&mut ctx.tx, &permit, &row).await?)
}

/// The rules of a row, unless somebody changed them behind the program's back: then they have no effect.
fn verified(secrets: &Secrets, row: &ProfileRow) -> Option<Arc<Profile>> {
    let is_kept = with_parts(row, |parts| secrets.are_same_rules(parts, &row.digest));
    let profile = Profile::parse(&row.file, &row.body).ok().filter(|profile| {
        let version = profile.version();
        is_kept && version.id == row.id && version.version == row.version
    });
    if profile.is_none() {
        tracing::error!(profile = row.id, version = row.version, "kept rules are not what was kept");
    }
    profile.map(Arc::new)
}

fn with_parts<T>(row: &ProfileRow, digest: impl FnOnce(&[&[u8]]) -> T) -> T {
    digest(&[row.id.as_bytes(), &row.version.to_be_bytes(), row.file.as_bytes(), row.body.as_bytes()])
}

fn refuse_changed(kept: &Profile, rules: &Rules) -> Result<(), AppError> {
    let changes = diff(kept, &rules.profile);
    let Some(first) = changes.first() else { return Ok(()) };
    let message = format!(
        "{}:{}: {first}; cases began under {} as it was: write a higher version, and name the old file no more",
        rules.file,
        rules.profile.line_of(&first.field),
        rules.profile.version()
    );
    Err(AppError::refused("profile.changed", message))
}
