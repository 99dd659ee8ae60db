//! Categories of offences that an authority has alleged against a person who may have been compelled.

use crate::coded::coded;

coded! {
    /// Category of an offence already alleged by an authority.
    pub enum OffenceCategory {
        /// Cultivation of drugs.
        DrugCultivation = "drug_cultivation",
        /// Supply or transport of drugs.
        DrugSupply = "drug_supply",
        /// Theft or pickpocketing.
        Theft = "theft",
        /// Shoplifting.
        Shoplifting = "shoplifting",
        /// Begging.
        Begging = "begging",
        /// Fraud or online scam.
        Fraud = "fraud",
        /// Benefit fraud.
        BenefitFraud = "benefit_fraud",
        /// Document offence.
        Document = "document",
        /// Entry or stay.
        ImmigrationEntryStay = "immigration_entry_stay",
        /// Prostitution-related offence.
        ProstitutionRelated = "prostitution_related",
        /// Recruitment of others under compulsion.
        RecruitmentUnderCompulsion = "recruitment_under_compulsion",
        /// Violent offence.
        Violent = "violent",
        /// Handling of criminal money.
        MoneyMule = "money_mule",
        /// Smuggling.
        Smuggling = "smuggling",
        /// Other offence.
        Other = "other",
    }
}
