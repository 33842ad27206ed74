using Equipoise.Analysis.Simulation;
using Equipoise.Reports;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Simulation;

/// <summary>One simulated trial as JSON and for a person.</summary>
internal static class TrialReport
{
    public static string Json(string study, NamedScenario scenario, ulong seed, SimulatedTrial trial) => JsonReport.Of(json => json
        .Text("protocol", study)
        .Text("scenario", scenario.Title)
        .Text("seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture))
        .Whole("replicate", (long)trial.Replicate)
        .Objects("looks", Enumerable.Range(0, trial.Looks.Count), (member, i) => member
            .Whole("look", i + 1).Number("time", trial.Looks[i].Time).Whole("enrolled", trial.Looks[i].Enrolled).Truth("reached", trial.Looks[i].Reached)
            .Objects("hypotheses", Enumerable.Range(0, trial.Looks[i].Findings.Count), (each, h) => each
                .Text("arm", ArmOf(scenario, h)).Whole("events", trial.Looks[i].Findings[h].Events).Number("z", trial.Looks[i].Findings[h].Z)
                .Number("log_hr", trial.Looks[i].Findings[h].LogHazardRatio).Text("state", StateOf(trial.Looks[i].Findings[h].State))))
        .Objects("participants", trial.Participants, (member, person) => member
            .Number("entry", person.Entry).Text("arm", scenario.Trial.Arms[person.Arm].Name).Text("stratum", scenario.Trial.Strata[person.Stratum].Name).Number("time", person.Time).Whole("event", person.IsEvent ? 1 : 0)));

    public static string Text(NamedScenario scenario, SimulatedTrial trial)
    {
        var table = new TextTable("look", "month", "enrolled", "arm", "events", "Z", "hazard ratio", "then");
        for (var i = 0; i < trial.Looks.Count; i++)
        {
            for (var h = 0; h < trial.Looks[i].Findings.Count; h++)
            {
                var found = trial.Looks[i].Findings[h];
                table.Add($"{i + 1}", TextTable.Number(trial.Looks[i].Time), $"{trial.Looks[i].Enrolled}", ArmOf(scenario, h), $"{found.Events}", TextTable.Number(found.Z), TextTable.Number(Math.Exp(found.LogHazardRatio)), StateOf(found.State));
            }
        }

        return $"{scenario.Title}: trial {trial.Replicate}\n\n{table}\nWith --json, also its participants.";
    }

    private static string ArmOf(NamedScenario scenario, int hypothesis) => scenario.Trial.Arms[scenario.Trial.Hypotheses[hypothesis].Arm].Name;

    private static string StateOf(HypothesisState state) => state switch
    {
        HypothesisState.Rejected => "found better",
        HypothesisState.GivenUp => "given up",
        _ => "open",
    };
}
