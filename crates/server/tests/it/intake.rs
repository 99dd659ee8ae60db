//! Writing once: keys of idempotency, for members and for devices.

use havenward_domain::role::Role;
use serde_json::json;

use crate::house::{Ask, a_contact, each_house};

#[tokio::test]
async fn a_contact_is_201_at_first_and_200_when_it_comes_again() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;

        let first = house.expect(201, Ask::contact(&guard, "k-1")).await;
        let again = house.expect(200, Ask::contact(&guard, "k-1")).await;

        assert_eq!(first.body, again.body);
        assert_eq!(house.case_count(&guard).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_sealed_record_is_201_at_first_and_200_when_it_comes_again() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let device = house.device(&guard).await;

        let first = house.expect(201, Ask::intake(&device, "k-1")).await;
        let again = house.expect(200, Ask::intake(&device, "k-1")).await;
        let other = house.expect(201, Ask::intake(&device, "k-2")).await;

        assert_eq!(first.body, again.body);
        assert_ne!(first.body, other.body);
    })
    .await;
}

#[tokio::test]
async fn a_key_with_another_body_header_or_route_is_a_mismatch() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let device = house.device(&guard).await;
        house.expect(201, Ask::contact(&guard, "k-1")).await;
        house.expect(201, Ask::intake(&device, "k-1")).await;
        let mut other = a_contact();
        other["setting"] = json!("street_outreach");

        for ask in [
            Ask::contact(&guard, "k-1").json(&other),
            Ask::intake(&device, "k-1").body([8; 200]),
            Ask::intake(&device, "k-1").header("Havenward-Urgency", "routine"),
            Ask::intake(&device, "k-1").header("Havenward-Instrument", "first-contact@2"),
        ] {
            let refused = house.expect(422, ask).await;
            assert_eq!(refused.code(), "idempotency.mismatch");
        }
        assert_eq!(house.case_count(&guard).await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_people_may_choose_the_same_key() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let other = house.member("other", Role::FrBorder).await;

        assert_ne!(house.case(&guard, "k-1").await, house.case(&other, "k-1").await);
    })
    .await;
}

#[tokio::test]
async fn a_refused_request_does_not_use_its_key_up() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let mut wrong = a_contact();
        wrong["name"] = json!("");
        house.expect(422, Ask::contact(&guard, "k-1").json(&wrong)).await;

        house.expect(201, Ask::contact(&guard, "k-1")).await;
    })
    .await;
}

#[tokio::test]
async fn a_device_can_hand_in_and_do_nothing_else() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let case = house.case(&guard, "k-1").await;
        let device = house.device(&guard).await;

        for (status, ask) in [
            (403, Ask::contact(&device, "k-2")),
            (403, Ask::get("/api/v1/cases").bearer(&device)),
            (404, Ask::get(format!("/api/v1/cases/{case}")).bearer(&device)),
            (403, Ask::post("/api/v1/devices").bearer(&device)),
            (403, Ask::post("/api/v1/unit/key").bearer(&device)),
        ] {
            house.expect(status, ask).await;
        }
        // There is no session to end.
        let ended = house.ask(Ask::new("DELETE", "/api/v1/session").bearer(&device)).await;
        assert!(matches!(ended.status.as_u16(), 401 | 403), "{ended:?}");
        house.expect(201, Ask::intake(&device, "k-3")).await;
        assert_eq!(house.case_count(&guard).await, 1);
    })
    .await;
}

/// A telephone that is taken says whom to call and nothing of who runs which house.
#[tokio::test]
async fn a_device_is_told_its_unit_its_key_and_lines_to_call_without_a_name() {
    each_house(async |house| {
        let shelter = house.member("shelter", Role::Shelter).await;
        let service = json!({
            "name": "House of the North", "offers": ["accommodation_emergency"], "region": "GB-LND",
            "languages": ["uk"], "works_with_interpreters": true, "step_free": false, "places": 9, "free": 9,
            "waiting_days": 0, "accepts": { "women": true, "men": true, "families": true, "trans": true,
            "girls": true, "boys": true, "disability": true, "children_under": 18 }, "opening": "always",
            "duty_line": { "phone": "+44 100", "hours": "always" }, "cost": "free", "security": "protected",
            "verified_on": "2026-03-01",
        });
        let add = Ask::post("/api/v1/services").bearer(&shelter).key("house").json(&service);
        house.expect(201, add).await;
        let device = house.device(&shelter).await;

        let told = house.expect(200, Ask::get("/api/v1/intake/key").bearer(&device)).await;

        assert_eq!(
            told.json()["lines"],
            json!([{ "phone": "+44 100", "hours": "always", "for_children": false }])
        );
        assert_eq!(told.json()["version"], 1);
        assert!(told.json()["unit"].is_string() && told.json()["unit_name"].is_string());
        assert!(!told.text().contains("House of the North"));
    })
    .await;
}

#[tokio::test]
async fn a_record_sealed_to_a_key_that_the_unit_never_had_is_refused() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let device = house.device(&guard).await;
        for version in ["0", "2", "-1", "9223372036854775807"] {
            let ask = Ask::intake(&device, "k-1").header("Havenward-Key-Version", version);
            let refused = house.expect(409, ask).await;
            // The device keeps the record, fetches the current key and seals it anew.
            assert_eq!(refused.code(), "intake.key_retired", "{version}");
        }
        house.expect(201, Ask::intake(&device, "k-1")).await;
    })
    .await;
}

#[tokio::test]
async fn a_member_does_not_pass_for_a_device() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;

        house.expect(403, Ask::intake(&guard, "k-1")).await;
    })
    .await;
}

#[tokio::test]
async fn a_case_shows_what_was_recorded() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let case = house.case(&guard, "k-1").await;

        let open = house.expect(200, Ask::get(format!("/api/v1/cases/{case}")).bearer(&guard)).await.json();

        assert_eq!(open["child"], json!(true));
        assert_eq!(open["contact"]["setting"], json!("border_land"));
        assert_eq!(open["address_as"], json!("Canary Oks"));
    })
    .await;
}
