namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>The types of resource that FHIR R4 has, and what they may tell of a patient: http://hl7.org/fhir/R4/resourcelist.html.</summary>
internal static class ResourceTypes
{
    private static readonly HashSet<string> All = new(
        (string[])[
            .. "Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam CatalogEntry ChargeItem ChargeItemDefinition".Split(' '),
            .. "Claim ClaimResponse ClinicalImpression CodeSystem Communication CommunicationRequest CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue".Split(' '),
            .. "Device DeviceDefinition DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence".Split(' '),
            .. "EvidenceVariable ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy Immunization ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide".Split(' '),
            .. "InsurancePlan Invoice Library Linkage List Location Measure MeasureReport Media Medication MedicationAdministration MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct MedicinalProductAuthorization".Split(' '),
            .. "MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect".Split(' '),
            .. "MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder Observation ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation Parameters Patient PaymentNotice PaymentReconciliation".Split(' '),
            .. "Person PlanDefinition Practitioner PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment".Split(' '),
            .. "RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation".Split(' '),
            .. "SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet VerificationResult VisionPrescription".Split(' '),
        ],
        StringComparer.Ordinal);

    /// <summary>Whether FHIR R4 has such a type.</summary>
    public static bool Has(string? type) => type is not null && All.Contains(type);

    /// <summary>The type that is meant where capitals or an s differ; null for none.</summary>
    public static string? Near(string type) => All.FirstOrDefault(known => string.Equals(known, type.Trim().TrimEnd('s'), StringComparison.OrdinalIgnoreCase) || string.Equals(known, type.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether resources of a type are not read and may tell of a condition or treatment all the same.</summary>
    public static bool IsPassedOver(string? type) => type is "MedicationDispense" or "AdverseEvent" or "ClinicalImpression" or "Claim" or "ExplanationOfBenefit" or "DeviceUseStatement";

    /// <summary>Whether resources of a type may hold a condition; those of an unknown type may.</summary>
    public static bool MayHoldCondition(string type) => type is "Condition" or "Observation" or "DiagnosticReport" or "BodyStructure" or "AllergyIntolerance" or "AdverseEvent" or "ClinicalImpression" or "Claim" or "ExplanationOfBenefit" or "List" || !Has(type);

    /// <summary>Whether resources of a type may hold a treatment; those of an unknown type may.</summary>
    public static bool MayHoldTreatment(string type) => type is "MedicationRequest" or "MedicationStatement" or "MedicationAdministration" or "MedicationDispense" or "Procedure" or "Immunization" or "ResearchSubject" or "Claim" or "ExplanationOfBenefit" or "DeviceUseStatement" or "List" || !Has(type);
}
