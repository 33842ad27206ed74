namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Divides the participants of a study into arms.</summary>
internal sealed class ArmPlanner(Area area, Draw draw)
{
    private static readonly Treatment UsualCare = new("OTHER", "Usual care", ["Standard of care"], "what the site offers to everyone", "TREATMENT");

    /// <summary>The plan with arms, design and numbers of participants.</summary>
    public StudyPlan Arrange(StudyPlan plan)
    {
        var arranged = plan.Kind switch
        {
            "EXPANDED_ACCESS" => plan with { Arms = [new Arm(plan.Main.Name, Type: null, "", [plan.Main], 1)] },
            "OBSERVATIONAL" => Observe(plan),
            _ => Intervene(plan),
        };
        return arranged with { ArmSizes = [.. arranged.Arms.Select(_ => Size(arranged))] };
    }

    private StudyPlan Observe(StudyPlan plan)
    {
        var treated = new Arm($"Treated with {plan.Main.Name}", Type: null, $"People whose own physicians chose {plan.Main.InSentence}.", [plan.Main], 1);
        var others = new Arm("Treated otherwise", Type: null, "People of the same age with the same condition and any other treatment.", [], 0);
        var all = new Arm("All participants", Type: null, $"Everyone who takes part; all have, or have had, {plan.Condition.Name}.", [], 0);
        return plan with { Arms = draw.Chance(55) ? [treated, others] : [all] };
    }

    private StudyPlan Intervene(StudyPlan plan)
    {
        var main = plan.Main;
        var early = plan.Phases is ["EARLY_PHASE1" or "PHASE1", ..];
        var experimental = new Arm(main.Name, "EXPERIMENTAL", $"{main.Name}: {main.Regimen}.", [main], 1);
        if (plan.InHealthy)
            return Doses(plan);
        if (early || main.Type is "GENETIC" || (plan.Phases is ["PHASE2" or "NA"] && draw.Chance(25)))
            return plan with { Arms = [experimental], Allocation = "NA", Model = "SINGLE_GROUP", Masking = "NONE" };
        var comparator = Comparator(main);
        var masking = comparator.Name.StartsWith("Placebo", StringComparison.Ordinal) ? draw.Pick(["DOUBLE", "TRIPLE", "QUADRUPLE"])
            : comparator.Name.StartsWith("Sham", StringComparison.Ordinal) ? draw.Pick(["SINGLE", "DOUBLE"]) : draw.Pick(["NONE", "NONE", "SINGLE"]);
        var control = new Arm(
            comparator.Name,
            comparator == UsualCare ? "NO_INTERVENTION" : masking is "NONE" || area.Known.Contains(comparator) ? "ACTIVE_COMPARATOR" : comparator.Name.StartsWith("Placebo", StringComparison.Ordinal) ? "PLACEBO_COMPARATOR" : "SHAM_COMPARATOR",
            $"{comparator.Name}: {comparator.Regimen}.",
            comparator == UsualCare ? [] : [comparator],
            0);
        plan = plan with { Comparator = comparator, Masking = masking, Allocation = main.Type is "BEHAVIORAL" && draw.Chance(15) ? "NON_RANDOMIZED" : "RANDOMIZED", Model = "PARALLEL" };
        return draw.Weigh((70, 0), (14, 1), (9, 2), (7, 3)) switch
        {
            1 when main.IsMedicine => plan with { Arms = [Dose(experimental, "higher", 1), Dose(experimental, "lower", 0.6), control] },
            2 when main.Type is not ("PROCEDURE" or "RADIATION") && plan.Measures[0].Kind is "change" => plan with { Arms = [Order(experimental, control), Order(control, experimental)], Model = "CROSSOVER", Allocation = "RANDOMIZED" },
            3 when area.Acts.Any(act => act != main) => Factorial(plan, experimental, control),
            _ => plan with { Arms = [experimental, control] },
        };
    }

    private Treatment Comparator(Treatment main)
    {
        if (main.IsMedicine && area.New.Contains(main))
            return draw.Chance(62) ? Treatment.Placebo(main) : area.Known.FirstOrDefault(known => string.Equals(known.Type, main.Type, StringComparison.Ordinal)) ?? area.Known[0];
        if (main.IsMedicine && area.Known.Count > 1)
            return area.Known.First(known => known != main);
        return main.Type is "DEVICE" or "PROCEDURE" && draw.Chance(55) ? Treatment.Sham(main) : UsualCare;
    }

    private static StudyPlan Doses(StudyPlan plan)
    {
        var placebo = Treatment.Placebo(plan.Main);
        return plan with
        {
            Comparator = placebo,
            Allocation = "RANDOMIZED",
            Model = "SEQUENTIAL",
            Masking = "DOUBLE",
            Arms =
            [
                new Arm("Low dose", "EXPERIMENTAL", $"One fifth of the planned dose of {plan.Main.Name}.", [plan.Main], 0.4),
                new Arm("High dose", "EXPERIMENTAL", $"The planned dose of {plan.Main.Name}, once the low dose was found safe.", [plan.Main], 1),
                new Arm(placebo.Name, "PLACEBO_COMPARATOR", $"{placebo.Name}: as often as the treatment.", [placebo], 0),
            ],
        };
    }

    private StudyPlan Factorial(StudyPlan plan, Arm experimental, Arm control)
    {
        var act = area.Acts.First(act => act != plan.Main);
        Arm And(Arm arm) => new($"{arm.Label} and {act.InSentence}", "EXPERIMENTAL", $"{arm.Description} Also {act.InSentence}: {act.Regimen}.", [.. arm.Treatments, act], arm.Effect + 0.3);
        return plan with { Arms = [And(experimental), experimental, And(control), control], Model = "FACTORIAL", Allocation = "RANDOMIZED" };
    }

    private static Arm Dose(Arm arm, string dose, double effect) =>
        arm with { Label = $"{arm.Label}, {dose} dose", Description = $"{arm.Description[..^1]}; the {dose} of two doses.", Effect = effect };

    private static Arm Order(Arm first, Arm second) => new(
        $"{first.Label} first", "EXPERIMENTAL", $"{first.Label}, then after a pause {(second.Treatments.Count > 0 ? second.Treatments[0].InSentence : "usual care")}.", [.. first.Treatments, .. second.Treatments], first.Effect);

    private int Size(StudyPlan plan) => plan switch
    {
        { Status: "WITHDRAWN" } => 0,
        { InHealthy: true } => draw.Between(8, 16),
        { Main.Type: "GENETIC" } => draw.Between(6, 45),
        { Status: "TERMINATED" } => draw.Between(9, 60),
        { Phases: ["EARLY_PHASE1" or "PHASE1", ..] } => draw.Between(12, 48),
        { Phases: ["PHASE3"] or ["PHASE2", "PHASE3"] } => draw.Between(140, 620),
        { Kind: "OBSERVATIONAL" } => draw.Between(60, 4200),
        _ => draw.Between(24, 160),
    };
}
