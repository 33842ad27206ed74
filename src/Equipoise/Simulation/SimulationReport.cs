using Equipoise.Analysis.Simulation;
using Equipoise.Reports;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Simulation;

/// <summary>Operating characteristics as JSON and for a person.</summary>
internal sealed record SimulationReport(string Study, NamedScenario Scenario, ulong Seed, int Asked)
{
    public TrialScenario Trial => Scenario.Trial;

    /// <summary>The arm that a hypothesis is about.</summary>
    public string ArmOf(int hypothesis) => Trial.Arms[Trial.Hypotheses[hypothesis].Arm].Name;

    public string Json(OperatingCharacteristics found) => JsonReport.Of(json => json
        .Text("protocol", Study)
        .Text("scenario", Scenario.Title)
        .Text("note", Scenario.Note)
        .Text("seed", Seed.ToString(System.Globalization.CultureInfo.InvariantCulture))
        .Whole("asked", Asked)
        .Whole("replicates", found.Replicates)
        .Truth("complete", found.Replicates == Asked)
        .Whole("participants", Trial.Participants)
        .Texts("arms", Trial.Arms.Select(arm => arm.Name))
        .Number("alpha", Trial.Alpha)
        .Truth("binding", Trial.IsFutilityBinding)
        .Object("any", member => Share(member, found.Any))
        .Object("all", member => Share(member, found.All))
        .Objects("hypotheses", Enumerable.Range(0, found.Hypotheses.Count), (member, i) => Hypothesis(member, i, found.Hypotheses[i]))
        .Objects("looks", Enumerable.Range(0, found.Looks.Count), (member, i) => member
            .Whole("look", i + 1).Whole("events", Trial.LookEvents[i])
            .Object("taken", value => Share(value, found.Looks[i].Taken)).Object("stops", value => Share(value, found.Looks[i].Stops))
            .Object("time", value => Mean(value, found.Looks[i].Time)).Object("enrolled", value => Mean(value, found.Looks[i].Enrolled)))
        .Object("duration", member => Mean(member, found.Duration)
            .Number("q05", found.DurationQuantiles[0]).Number("q25", found.DurationQuantiles[1]).Number("q50", found.DurationQuantiles[2]).Number("q75", found.DurationQuantiles[3]).Number("q95", found.DurationQuantiles[4]))
        .Object("enrolled", member => Mean(member, found.Enrolled))
        .Object("fell_short", member => Share(member, found.FellShort)));

    public string Text(OperatingCharacteristics found)
    {
        var chances = new TextTable("better than the control arm", "chance", "error", "hazard ratio estimate", "given up", "events");
        for (var i = 0; i < found.Hypotheses.Count; i++)
        {
            var of = found.Hypotheses[i];
            chances.Add(ArmOf(i), TextTable.Number(of.Rejected.Value), Error(of.Rejected), TextTable.Number(Math.Exp(of.LogHazardRatio.Value)), TextTable.Number(of.GivenUp.Value), TextTable.Number(of.Events.Value, 1));
        }

        if (found.Hypotheses.Count > 1)
        {
            chances.Add("any of them", TextTable.Number(found.Any.Value), Error(found.Any), "", "", "");
            chances.Add("all of them", TextTable.Number(found.All.Value), Error(found.All), "", "", "");
        }

        var looks = new TextTable(["look", "events", "month", "error", "enrolled", "comes to it", "ends there", .. found.Hypotheses.Select((_, i) => $"{ArmOf(i)} found")]);
        for (var i = 0; i < found.Looks.Count; i++)
        {
            var look = found.Looks[i];
            looks.Add([$"{i + 1}", $"{Trial.LookEvents[i]}", TextTable.Number(look.Time.Value, 2), Error(look.Time), TextTable.Number(look.Enrolled.Value, 1), TextTable.Number(look.Taken.Value), TextTable.Number(look.Stops.Value),
                .. found.Hypotheses.Select(of => TextTable.Number(of.RejectedAt[i].Value))]);
        }

        return $"""
            {Scenario.Title}: {found.Replicates} simulated trials of {Trial.Participants} participants, seed {Seed}{(Scenario.Note is { } note ? $"\n{note}" : "")}

            {chances}
            {looks}
            The last look is in month {TextTable.Number(found.Duration.Value, 2)} (standard deviation {TextTable.Number(found.Duration.Deviation, 2)}; 90% of trials between {TextTable.Number(found.DurationQuantiles[0], 1)} and {TextTable.Number(found.DurationQuantiles[4], 1)}), with {TextTable.Number(found.Enrolled.Value, 1)} participants.
            {(found.FellShort.Value > 0 ? $"In {TextTable.Number(100 * found.FellShort.Value, 1)}% of trials the events of a look never came, and the last look was taken when all had been followed." : "")}
            """;
    }

    private static string Error(MonteCarloEstimate estimate) => $"±{TextTable.Number(estimate.Error)}";

    private static JsonReport Share(JsonReport json, MonteCarloEstimate share) => json.Number("value", share.Value).Number("mc_error", share.Error);

    private static JsonReport Mean(JsonReport json, MonteCarloEstimate mean) => json.Number("mean", mean.Value).Number("sd", mean.Deviation).Number("mc_error", mean.Error).Whole("n", mean.Count);

    private void Hypothesis(JsonReport json, int index, HypothesisCharacteristics of) => json
        .Text("arm", ArmOf(index))
        .Text("control", Trial.Arms[0].Name)
        .Object("rejected", member => Share(member, of.Rejected))
        .Objects("rejected_by_look", of.RejectedAt, (member, share) => Share(member, share))
        .Object("given_up", member => Share(member, of.GivenUp))
        .Objects("given_up_by_look", of.GivenUpAt, (member, share) => Share(member, share))
        .Numbers("futility", Trial.FutilityOf(index) ?? [])
        .Number("hr", Math.Exp(of.LogHazardRatio.Value))
        .Object("log_hr", member => Mean(member, of.LogHazardRatio))
        .Object("events", member => Mean(member, of.Events))
        .Objects("z_by_look", of.ZAt, (member, mean) => Mean(member, mean));
}
