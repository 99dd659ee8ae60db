//! Operations on a case, from an agreement to a place that has said yes.

use havenward_domain::access::Action;
use havenward_domain::compartment::Compartment;

use crate::matrix_rows::{Names, Narrows, Row, Sends};

pub const ROWS: &[Row] = &[
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::DiscloseByLaw],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[
            (
                "POST",
                "/api/v1/cases/{id}/disclosures",
                Sends::Json(r#"{"notice_shown":true,"region":"GB-LND","form":"unknown"}"#),
            ),
            (
                "PUT",
                "/api/v1/cases/{id}/shares",
                Sends::Json(
                    r#"{"ground":"legal_duty","law":"Children Act 1989 s. 47",
                        "purpose":"service:accommodation_child","unit":"00000000-0000-4000-8000-000000000000",
                        "class":"child_protection","what":["minimum_dataset"],
                        "until":"2026-03-02T00:00:00Z"}"#,
                ),
            ),
        ],
    },
    Row {
        may: "those who meet people or act for the person, in the owning unit or with access",
        may_not: "strangers: not found; those who decide or prosecute",
        uses: &[Action::ObjectToStatistics],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[("POST", "/api/v1/cases/{id}/statistics/objection", Sends::Nothing)],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::GiveAgreement],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[(
            "POST",
            "/api/v1/cases/{id}/agreements",
            Sends::Json(
                r#"{"purpose":"service:accommodation_emergency","recipients":[],
                        "answers":{"minimum_dataset":"agreed"},"language":"uk","how":"spoken",
                        "teach_back":"in_own_words","given_by":{"by":"self"}}"#,
            ),
        )],
    },
    Row {
        may: "whoever may open the core of the case",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::ReadCase],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[
            ("GET", "/api/v1/cases/{id}/agreements", Sends::Nothing),
            ("GET", "/api/v1/cases/{id}/offences", Sends::Nothing),
        ],
    },
    Row {
        may: "those who meet people, decide, or act for the person",
        may_not: "strangers: not found; the others: forbidden",
        uses: &[Action::WithdrawAgreement],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[(
            "POST",
            "/api/v1/cases/{id}/agreements/withdraw",
            Sends::Json(
                r#"{"purpose":"service:accommodation_emergency",
                        "recipient":"00000000-0000-4000-8000-000000000000"}"#,
            ),
        )],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::RecordRefusal],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[(
            "POST",
            "/api/v1/cases/{id}/refusals",
            Sends::Json(r#"{"safe_recontact":"she_calls","region":"GB-LND","form":"unknown"}"#),
        )],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::AssessNeeds],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[
            ("GET", "/api/v1/cases/{id}/needs", Sends::Nothing),
            (
                "PUT",
                "/api/v1/cases/{id}/needs",
                Sends::Json(
                    r#"{"needs":[{"of":"accommodation_emergency","by":"tonight"}],
                        "next_review":"2099-01-01"}"#,
                ),
            ),
        ],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::AssessRisks],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[
            ("GET", "/api/v1/cases/{id}/risks", Sends::Nothing),
            ("PUT", "/api/v1/cases/{id}/risks", Sends::Json(r#"{"risks":{},"next_review":"2099-01-01"}"#)),
        ],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::MatchServices],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[
            (
                "POST",
                "/api/v1/cases/{id}/matches",
                Sends::Json(r#"{"regions":{},"at_most_km":50,"security":"protected"}"#),
            ),
            ("POST", "/api/v1/cases/{id}/gaps", Sends::Json(r#"{"need":"dental","region":"GB-LND"}"#)),
        ],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::WriteDanger],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[("PUT", "/api/v1/cases/{id}/avoid", Sends::Json("{}"))],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::Enquire],
        opens: &[],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[("GET", "/api/v1/cases/{id}/enquiries", Sends::Nothing)],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::Enquire],
        opens: &[Compartment::Core],
        names: Names::UnknownThing,
        narrows: Narrows::Table,
        operations: &[(
            "POST",
            "/api/v1/cases/{id}/enquiries",
            Sends::Json(
                r#"{"service":"00000000-0000-4000-8000-000000000000",
                        "need":"accommodation_emergency","when":"tonight"}"#,
            ),
        )],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::Refer],
        opens: &[],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[("GET", "/api/v1/cases/{id}/referrals", Sends::Nothing)],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::Refer],
        opens: &[Compartment::Core],
        names: Names::UnknownThing,
        narrows: Narrows::Table,
        operations: &[
            (
                "POST",
                "/api/v1/cases/{id}/referrals",
                Sends::Json(
                    r#"{"enquiry":"00000000-0000-4000-8000-000000000000","security":"protected",
                        "needed_on":"2099-01-01"}"#,
                ),
            ),
            (
                "POST",
                "/api/v1/cases/{id}/referrals/{referral}/accepted-by-telephone",
                Sends::Json(r#"{"heard":"Duty desk"}"#),
            ),
            ("POST", "/api/v1/cases/{id}/referrals/{referral}/withdraw", Sends::Nothing),
            ("POST", "/api/v1/cases/{id}/referrals/{referral}/person-declines", Sends::Nothing),
        ],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::BookInterpreter],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[
            ("GET", "/api/v1/cases/{id}/bookings", Sends::Nothing),
            (
                "POST",
                "/api/v1/cases/{id}/bookings",
                Sends::Json(r#"{"language":"uk","mode":"remote","at":"2099-01-01T00:00:00Z","minutes":30}"#),
            ),
        ],
    },
    Row {
        may: "those who meet people, in the owning unit or with access",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::BookInterpreter],
        opens: &[Compartment::Core],
        names: Names::UnknownThing,
        narrows: Narrows::Table,
        operations: &[
            ("POST", "/api/v1/cases/{id}/bookings/{booking}", Sends::Json(r#"{"became":"done"}"#)),
            (
                "POST",
                "/api/v1/cases/{id}/bookings/{booking}/confirm",
                Sends::Json(r#"{"person_said_yes":true}"#),
            ),
            (
                "POST",
                "/api/v1/cases/{id}/bookings/{booking}/propose",
                Sends::Json(
                    r#"{"interpreter":"00000000-0000-4000-8000-000000000000","from_companion":false,
                        "relative":false,"tied_to_danger":false,"same_community":false}"#,
                ),
            ),
        ],
    },
    Row {
        may: "those who carry the case, in the unit that owns it",
        may_not: "strangers: not found; everybody else who sees the case",
        uses: &[Action::HandOverCase],
        opens: &[Compartment::Core],
        names: Names::UnknownThing,
        narrows: Narrows::Table,
        operations: &[(
            "POST",
            "/api/v1/cases/{id}/transfer",
            Sends::Json(r#"{"to":"00000000-0000-4000-8000-000000000000"}"#),
        )],
    },
    Row {
        may: "those who meet people and may open the core",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::MatchServices],
        opens: &[Compartment::Core],
        names: Names::TheCase,
        narrows: Narrows::Table,
        operations: &[("GET", "/api/v1/cases/{id}/waits", Sends::Nothing)],
    },
    Row {
        may: "those who meet people and may open the core",
        may_not: "strangers: not found; those who decide, prosecute or act for the person",
        uses: &[Action::MatchServices],
        opens: &[Compartment::Core],
        names: Names::UnknownThing,
        narrows: Narrows::Table,
        operations: &[(
            "POST",
            "/api/v1/cases/{id}/waits/end",
            Sends::Json(r#"{"need":"dental","how":"not_needed"}"#),
        )],
    },
    Row {
        may: "those who find services for people",
        may_not: "everybody else",
        uses: &[Action::ListServices],
        opens: &[],
        names: Names::OwnUnit,
        narrows: Narrows::Table,
        operations: &[
            ("GET", "/api/v1/waits", Sends::Nothing),
            ("POST", "/api/v1/waits/look-through", Sends::Nothing),
        ],
    },
];
