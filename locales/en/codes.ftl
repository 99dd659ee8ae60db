### state: source

## What was done, as the journal calls it

action-accounts-manage = Makes accounts, units and memberships
action-account-enrol = Sets password and second factor with a one-time link
action-account-reset = Starts an account again with a new one-time link
action-account-close = Closes the account of somebody who has left
action-session-begin = Signs in
action-session-end = Signs out
action-draft-keep = Keeps what one typed
action-draft-open = Opens what one typed
action-draft-drop = Throws away what one typed
action-tick = A time limit was reached
action-overlay-on = Switches crisis rules on
action-overlay-off = Switches crisis rules off
action-surge-simulate = Simulates a surge
action-unit-renew-key = Follows the unit's key by a new one
action-unit-opened-by = Reads what somebody who has left had opened
action-unit-admit = Let a colleague in who waited for the unit's key
action-queue-read = Reads the queues of the country as counts
action-oversight-read = Reads what data protection oversees
action-unit-key = Makes the unit's key pair
action-device-enrol = Enrols a device for unattended intake
action-intake-submit = Hands in a sealed record from an enrolled device
action-contact-record = Recorded a first contact
action-case-list = Lists the unit's cases by plain columns
action-task-work = Lists and answers the unit's tasks
action-shift-hand-over = Moves every open task of a shift to named colleagues
action-directory-search = Searches the unit's encrypted directory
action-intake-open = Opened a record from a device
action-service-manage = Offers a service and keeps its places true
action-service-list = Lists the services of the country
action-interpreter-offer = Said which languages are interpreted
action-enquiry-answer = Lists and answers enquiries about one's own services
action-offer-read = Lists offers to the unit and opens what is shown of them
action-offer-answer = Accepts, declines or otherwise answers an offer
action-case-read = Opened the case
action-timeline-read = Read what happened
action-access-log-read = Read who has looked
action-told-before-record = Told the person who asks and why
action-screening-record = Recorded a screening
action-recognition-raise = Raised recognition
action-recognition-send = Sent the case to be decided
action-recognition-presume = Presumed that the person is a victim
action-recognition-stop = Stops or resumes recognition by the person's own wish
action-child-start = Starts a child's path: authority for children and emergency guardian first
action-evidence-ask = Asks for missing evidence, with a deadline
action-time-give = Gave more time
action-decision-make = Worked on a decision
action-refusal-tell = Told a refusal
action-challenge-bring = Brought a challenge
action-disqualification-write = Writes, reviews or lifts a disqualification
action-whereabouts-write = Wrote where the person is
action-age-write = Writes what is known of the person's age
action-support-write = Gave or moved support
action-agreement-give = Recorded an agreement
action-agreement-withdraw = Withdrew an agreement
action-refusal-record = Recorded that help was refused
action-needs-assess = Assessed needs
action-risks-assess = Assessed risks
action-service-match = Looked for services
action-enquiry-ask = Asked a service whether there is room
action-referral-make = Made or moved a referral
action-interpreter-book = Books an interpreter
action-plan-write = Wrote the plan
action-offence-record = Records an alleged offence for the non-punishment check
action-notice-sign = Signed a notice
action-notice-by-law = Sends a notice because a law binds the body
action-notice-read = Read a notice
action-contact-safety-write = Wrote how to reach the person
action-danger-write = Writes the danger list
action-note-write = Wrote a note
action-access-give = Gave access
action-access-end = Ended an access
action-notice-list = Listed notices
action-disclosure-by-law = Gave a notice that the law asks for
action-statistics-object = Wrote that the person objects to being counted

## Roles

role-fr-police = Police officer
role-fr-border = Border guard
role-fr-asylum = Asylum officer
role-fr-reception = Reception worker
role-fr-labour-inspector = Labour inspector
role-fr-health = Health worker
role-fr-social = Social worker
role-fr-school = School worker
role-fr-ngo = Outreach worker
role-fr-union = Trade unionist
role-fr-hotline = Hotline worker
role-fr-consular = Consular officer
role-fr-military-mission = Member of a military or peace mission
role-fr-transport = Transport carrier's staff
role-competent-authority = Decision maker
role-case-manager = Case manager
role-guardian = Child's guardian
role-shelter = Shelter worker
role-service-provider = Service worker
role-police-investigator = Police investigator
role-prosecutor = Prosecutor
role-financial-investigator = Financial investigator
role-interpreter = Interpreter
role-advocate = Advocate
role-lawyer = Lawyer
role-child-protection = The authority for the protection of children
role-panel-member = Panel member
role-on-call = Duty worker
role-migration-authority = Migration authority (permits only)
role-linkage-office = Named office for list comparison
role-dpo = Data-protection officer
role-nrm-coordinator = National co-ordinator
role-national-rapporteur = Independent monitor
role-analyst = Analyst of de-identified tables
role-survivor-council = Member of the survivor council
role-focal-point = Cross-border contact
role-trainer = Trainer of exercises
role-trainee = Trainee in exercises
role-survivor = The person
role-sysadmin = Administrator

## setting

setting-border-land = Land border
setting-border-air = Airport
setting-border-sea = Sea border
setting-registration-reception = Registration or reception centre
setting-asylum-interview = Asylum interview
setting-transit-hub = Station or transit hub
setting-detention-immigration = Immigration detention
setting-police-custody = Police custody
setting-prison = Prison
setting-court = Court
setting-labour-inspection = Inspection of a workplace
setting-hospital-ed = Emergency department
setting-clinic = Clinic
setting-sexual-health = Sexual-health service
setting-school = School
setting-child-protection = Child-protection service
setting-street-outreach = Outreach in the street
setting-online-outreach = Outreach online
setting-hotline = Hotline
setting-ngo-dropin = Drop-in of an organisation
setting-shelter-other = Shelter for other people in need
setting-embassy = Embassy or consulate
setting-bank-fiu = Bank or financial intelligence unit
setting-transport-carrier = Transport carrier
setting-faith-community = Faith community
setting-trade-union = Trade union
setting-self = The person came by herself
setting-peacekeeping = Peace mission

## compartment

compartment-core = facts of the case
compartment-contact-safety = how to reach the person
compartment-narrative = account
compartment-health = health
compartment-legal-privileged = talks with the lawyer
compartment-shelter-location = place of the shelter
compartment-police = police
compartment-survivor-private = the person's own notes
compartment-danger-list = danger list
compartment-attachments = documents

## urgency

urgency-danger-now = Danger now
urgency-urgent = Urgent
urgency-routine = Routine

## recognition

recognition-none = Not raised
recognition-raised = Raised
recognition-sent = Sent to decide
recognition-presumed = Presumed victim
recognition-presumption-refused = Presumption refused
recognition-identified = Identified
recognition-not-recognised = Not recognised
recognition-stopped-by-person = Stopped by the person

## support

support-none = No support yet
support-emergency = Emergency support
support-open = Support open
support-plan = Plan agreed
support-moving-on = Moving on
support-ended = Support ended

## whereabouts

whereabouts-known = Known
whereabouts-away-by-arrangement = Away by arrangement
whereabouts-left-by-choice = Left by choice
whereabouts-concern = Concern
whereabouts-missing = Missing
whereabouts-detained = Detained
whereabouts-abroad = Abroad
whereabouts-died = Died

## answer

answer-yes = Yes
answer-no = No
answer-send-back = Sent back for more evidence

## who

who-person = A person who has left
who-device = A device of the unit
who-operator = The operator of the server
who-system = The system
who-nobody = Somebody not signed in

## service-type

service-type-emergency-safety = Immediate safety
service-type-accommodation-emergency = Emergency accommodation
service-type-accommodation-transition = Transitional accommodation
service-type-accommodation-long = Long-term accommodation
service-type-accommodation-child = Accommodation for children
service-type-food-clothing = Food and clothing
service-type-cash = Money to live on
service-type-medical-urgent = Urgent medical care
service-type-medical-general = General medical care
service-type-sexual-reproductive-health = Sexual and reproductive health
service-type-mental-health = Mental health care
service-type-substance-treatment = Treatment of dependency
service-type-dental = Dental care
service-type-disability-support = Support with a disability
service-type-psychosocial = Psychosocial support
service-type-crisis-counselling = Crisis counselling
service-type-interpretation = Interpretation
service-type-legal-immigration = Legal aid: immigration
service-type-legal-criminal-defence = Legal aid: criminal defence
service-type-legal-victim-rights = Legal aid: rights of victims
service-type-legal-labour-claim = Legal aid: labour claims
service-type-compensation = Compensation
service-type-guardian = Guardian
service-type-bia-bid = Best-interests assessment or determination
service-type-family-tracing = Family tracing
service-type-family-contact = Family contact, once cleared
service-type-childcare = Child care
service-type-education-child = Education of a child
service-type-language-course = Language course
service-type-vocational = Vocational training
service-type-employment = Employment
service-type-documents-id = Identity documents
service-type-residence-permit = Residence permit
service-type-asylum = Asylum
service-type-tattoo-removal = Removal of branding tattoos
service-type-digital-safety = Digital safety
service-type-witness-protection = Witness protection
service-type-return-assistance = Assistance with safe and voluntary return
service-type-reintegration = Reintegration
service-type-peer-support = Support by peers
service-type-spiritual = Spiritual support
service-type-transport = Transport
service-type-other = Other

## placement

placement-with-women = Among women, or girls for a child
placement-with-men = Among men, or boys for a child
placement-either = Among women or men, as there is room

## age-band

age-band-0-8 = 0 to 8 years
age-band-9-12 = 9 to 12 years
age-band-13-15 = 13 to 15 years
age-band-16-17 = 16 or 17 years
age-band-18-20 = 18 to 20 years
age-band-21-23 = 21 to 23 years
age-band-24-26 = 24 to 26 years
age-band-27-29 = 27 to 29 years
age-band-30-38 = 30 to 38 years
age-band-39-47 = 39 to 47 years
age-band-48-plus = 48 years or more
age-band-child = A child, age not known more closely
age-band-adult = An adult, age not known more closely
age-band-unknown = Not known: treated as a child

## health-alert

health-alert-urgent-care = Needs a doctor at once
health-alert-regular-medication = Needs medication at fixed times
health-alert-pregnancy = Pregnant
health-alert-allergy = Allergy
health-alert-infection = Precautions against infection
health-alert-disability = Needs support with a disability
health-alert-not-alone = Must not be left alone

## security-level

security-level-open = Open house
security-level-protected = Controlled door, address not published
security-level-high = Secret address, guarded

## referral

referral-draft = Being written
referral-sent = Offered; not seen yet
referral-received = Seen; not answered yet
referral-accepted = Accepted
referral-waitlisted = On the waiting list
referral-declined = Declined
referral-in-service = The person is there
referral-completed = Completed
referral-did-not-arrive = The person did not arrive: a concern, not an end
referral-person-declined = The person decided otherwise
referral-withdrawn = Withdrawn by the sender or with the agreement
referral-expired = No answer in time

## decline-reason

decline-reason-no-capacity = No room
decline-reason-not-suitable = Not suitable
decline-reason-security = Security
decline-reason-eligibility = Outside its rules of admission
decline-reason-other = Other

## category

category-minimum-dataset = What a service must know to have a place ready
category-identity = Name, birth date, documents
category-contact = How to reach the person safely
category-needs = Needs and risks
category-narrative = What happened
category-health = Health
category-legal = Legal matters that are not privileged
category-status = Where the recognition stands
category-photographs = Photographs and recordings
category-plan = The support plan
