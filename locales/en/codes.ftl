### state: source

## What was done, as the journal calls it

action-accounts-manage = Makes accounts, units and memberships
action-account-enrol = Sets password and second factor with a one-time link
action-session-begin = Signs in
action-session-end = Signs out
action-tick = What the clock does while nobody is signed in
action-unit-key = Makes the unit's key pair, or wraps the unit's key to a colleague who waits for it
action-device-enrol = Enrols a device for unattended intake
action-intake-submit = Hands in a sealed record from an enrolled device
action-contact-record = Records a first contact, which opens a case
action-case-list = Lists the unit's cases by plain columns
action-task-work = Lists and answers the unit's tasks
action-shift-hand-over = Moves every open task of a shift to named colleagues
action-directory-search = Searches the unit's encrypted directory
action-intake-open = Opens a record that a device handed in, which makes a case
action-service-manage = Offers a service and keeps its places true
action-service-list = Lists the services of the country
action-enquiry-answer = Lists and answers enquiries about one's own services
action-offer-read = Lists offers to the unit and opens what is shown of them
action-offer-answer = Accepts, declines or otherwise answers an offer
action-case-read = Opens compartments of a case
action-timeline-read = Reads the case's timeline
action-access-log-read = Reads who has looked at the case
action-told-before-record = Tells who asks, why, and what must be passed on, before the first question
action-screening-record = Opens an instrument and records answers
action-recognition-raise = Raises the question of recognition
action-recognition-send = Sends the case to a deciding body
action-recognition-presume = Presumes that the person is a victim
action-recognition-stop = Stops or resumes recognition by the person's own wish
action-child-start = Starts a child's path: authority for children and emergency guardian first
action-evidence-ask = Asks for missing evidence, with a deadline
action-decision-make = Sits on a decision: opens, votes, steps aside, closes
action-refusal-tell = Tells a refusal to the person or her representative
action-challenge-bring = Brings, withdraws or extends a challenge
action-disqualification-write = Writes, reviews or lifts a disqualification
action-whereabouts-write = Writes where the person is
action-age-write = Writes what is known of the person's age
action-support-write = Gives and moves support
action-agreement-give = Records an agreement of the person
action-agreement-withdraw = Withdraws an agreement
action-refusal-record = Records that the person refuses help, with safe re-contact
action-needs-assess = Assesses needs
action-risks-assess = Assesses risks
action-service-match = Finds services that fit
action-enquiry-ask = Asks a service whether it has room, without personal data
action-referral-make = Offers, withdraws and follows a referral
action-interpreter-book = Books an interpreter
action-plan-write = Writes the support plan
action-offence-record = Records an alleged offence for the non-punishment check
action-notice-sign = Signs a non-punishment notice, or takes it back
action-notice-read = Reads a notice that the person has released
action-contact-safety-write = Writes how and through whom the person may be reached
action-danger-write = Writes the danger list
action-note-write = Writes a note into a compartment
action-access-give = Gives another unit or a named person access
action-access-end = Ends an access

## Roles

role-fr-police = Police officer who meets people first
role-fr-border = Border guard
role-fr-asylum = Asylum officer
role-fr-reception = Reception-centre worker
role-fr-labour-inspector = Labour inspector
role-fr-health = Health worker
role-fr-social = Social worker
role-fr-school = School worker
role-fr-ngo = Worker of a non-governmental organisation
role-fr-union = Trade unionist
role-fr-hotline = Hotline worker
role-fr-consular = Consular officer
role-fr-military-mission = Member of a military or peace mission
role-fr-transport = Transport carrier's staff
role-competent-authority = Decision maker of a competent authority
role-case-manager = The one named person who keeps the support plan moving
role-guardian = Guardian of a child
role-shelter = Accommodation provider
role-service-provider = Health, legal, psychological or training provider
role-police-investigator = Police investigator
role-prosecutor = Prosecutor
role-financial-investigator = Financial investigator
role-interpreter = Interpreter or cultural mediator
role-advocate = An adult's independent supporter
role-lawyer = The person's lawyer
role-child-protection = The authority for the protection of children
role-panel-member = Member of a deciding committee
role-on-call = Tonight's duty person
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
role-survivor = The person herself
role-sysadmin = Operator of the server; never sees case content

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
