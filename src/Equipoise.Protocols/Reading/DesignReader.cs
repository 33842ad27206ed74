using Equipoise.Protocols.Outcomes;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads how a study is conducted, and checks that its parts fit together.</summary>
internal static class DesignReader
{
    public static StudyDesign Read(YamlFields root)
    {
        var arms = ArmReader.Read(root);
        var factors = AllocationReader.ReadFactors(root);
        var forms = FormReader.Read(root, arms);
        var endpoints = root.EachCoded("endpoints", "endpoint", 1, OutcomeReader.ReadEndpoint, endpoint => endpoint.Code);
        OutcomeReader.CheckSources(root, endpoints, forms);
        ExposureReader.CheckArms(root, forms, arms);
        return new StudyDesign
        {
            Title = root.Text("title"),
            Masking = root.Text("masking"),
            Enrollment = root.Whole("enrollment", least: 1),
            Arms = arms,
            Cycle = root.Span("cycle"),
            MaximumTreatment = root.Part("maximumTreatment", "maximum of treatment", fields => ArmReader.ReadMaximum(fields, arms)),
            DoseRules = root.Part("doseRules", "set of dose rules", ArmReader.ReadDoseRules) ?? new([], null, null),
            ScreeningDays = root.Days("screening", least: 1),
            FirstDoseDays = root.Days("firstDoseWithin"),
            Factors = factors,
            Allocation = AllocationReader.Read(root, arms, factors),
            Forms = forms,
            Tabulations = TabulationReader.Read(root, forms),
            Visits = ScheduleReader.Read(root, forms),
            TumorResponse = root.Part("tumorResponse", "tumor response", OutcomeReader.ReadTumorResponse),
            Safety = root.Required("safety", "set of safety rules", OutcomeReader.ReadSafety),
            DiscontinuationReasons = root.EachCoded("discontinuation", "reason", 1, OutcomeReader.ReadReason, reason => reason.Code),
            Endpoints = endpoints,
            AnalysisSets = root.EachCoded("analysisSets", "analysis set", 1, set => new AnalysisSet(set.Code("code"), set.Text("name"), set.Text("definition")), set => set.Code),
            Plan = root.Part("plan", "plan", fields => OutcomeReader.ReadPlan(fields, arms, endpoints)),
        };
    }
}
