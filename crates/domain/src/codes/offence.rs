//! Categories of offences that an authority has alleged against a person who may have been compelled.

use super::code_list;

code_list! {
    /// Category of an offence already alleged by an authority.
    OffenceCategory {
        DrugCultivation = "drug_cultivation", "Cultivation of drugs.";
        DrugSupply = "drug_supply", "Supply or transport of drugs.";
        Theft = "theft", "Theft or pickpocketing.";
        Shoplifting = "shoplifting", "Shoplifting.";
        Begging = "begging", "Begging.";
        Fraud = "fraud", "Fraud or online scam.";
        BenefitFraud = "benefit_fraud", "Benefit fraud.";
        Document = "document", "Document offence.";
        ImmigrationEntryStay = "immigration_entry_stay", "Entry or stay.";
        ProstitutionRelated = "prostitution_related", "Prostitution-related offence.";
        RecruitmentUnderCompulsion = "recruitment_under_compulsion", "Recruitment of others under compulsion.";
        Violent = "violent", "Violent offence.";
        MoneyMule = "money_mule", "Handling of criminal money.";
        Smuggling = "smuggling", "Smuggling.";
        Other = "other", "Other offence.";
    }
}
