using Equipoise.Protocols.Arms;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads arms and what they give.</summary>
internal static class ArmReader
{
    public static List<Arm> Read(YamlFields root) => root.EachCoded("arms", "arm", 2, ReadArm, arm => arm.Code);

    public static MaximumTreatment ReadMaximum(YamlFields fields, List<Arm> arms)
    {
        var bound = fields.Texts("arms");
        if (bound.Find(code => !arms.Exists(arm => string.Equals(arm.Code, code, StringComparison.Ordinal))) is { } stranger)
            throw fields.Bad("arms", $"There is no arm '{stranger}'.");
        return new MaximumTreatment(fields.Months("duration"), bound.Count > 0 ? bound : [.. arms.Select(arm => arm.Code)]);
    }

    public static DoseRules ReadDoseRules(YamlFields fields)
    {
        var reductions = fields.Numbers("reductions");
        if (reductions.Exists(percent => percent is <= 0 or >= 100))
            throw fields.Bad("reductions", "A reduced dose is more than 0 and less than 100 percent of the full one.");
        return new DoseRules(
            reductions,
            fields.Optional("longestDelay") is null ? null : fields.Days("longestDelay", least: 1),
            fields.Optional("shortestInterval") is null ? null : fields.Days("shortestInterval", least: 1));
    }

    private static Arm ReadArm(YamlFields fields) => new(
        fields.Code("code"),
        fields.Text("name"),
        fields.Choice("type", ("experimental", ArmType.Experimental), ("activeComparator", ArmType.ActiveComparator), ("placeboComparator", ArmType.PlaceboComparator), ("noIntervention", ArmType.NoIntervention)),
        [.. fields.EachCoded("treatments", "treatment", 0, ReadTreatment, treatment => treatment.Code).OrderBy(treatment => treatment.Sequence)],
        fields.OptionalText("recordLabel"));

    private static Treatment ReadTreatment(YamlFields fields)
    {
        var dose = fields.Required("dose", "dose", ReadDose);
        var recalculation = fields.Part("recalculation", "recalculation", ReadRecalculation);
        if (recalculation is not null && dose.Basis == DoseBasis.Flat)
            throw fields.Bad("recalculation", "A flat dose does not depend on the body, so it is never calculated anew: leave 'recalculation' out.");
        return new Treatment
        {
            Code = fields.Code("code"),
            Name = fields.Text("name"),
            Route = fields.Text("route"),
            Dose = dose,
            Sequence = fields.OptionalWhole("sequence", least: 1) ?? 1,
            Schedule = fields.Required("schedule", "dosing schedule", ReadSchedule),
            Infusion = fields.Part("infusion", "infusion", ReadInfusion),
            Rounding = fields.Part("rounding", "rounding", part => new DoseRounding(part.Positive("step"), part.Choice("direction", ("nearest", RoundingDirection.Nearest), ("up", RoundingDirection.Up), ("down", RoundingDirection.Down)))),
            Recalculation = recalculation,
            ConcentrationPerMilliliter = fields.Optional("concentration") is null ? null : fields.Positive("concentration"),
        };
    }

    private static Dose ReadDose(YamlFields fields) => new(
        fields.Positive("amount"),
        fields.Choice("unit", ("mg", "mg"), ("g", "g"), ("ug", "ug")),
        fields.Optional("per") is null ? DoseBasis.Flat : fields.Choice("per", ("kg", DoseBasis.PerKilogram), ("m2", DoseBasis.PerSquareMeter)));

    private static DosingSchedule ReadSchedule(YamlFields fields) => new(
        fields.Days("every", least: 1),
        fields.OptionalWhole("timesADay", least: 1) ?? 1,
        ScheduleReader.ReadWindow(fields),
        fields.Flag("takenHome", otherwise: false));

    private static Infusion ReadInfusion(YamlFields fields)
    {
        var infusion = new Infusion(fields.Minutes("duration"), fields.Optional("window") is null ? 0 : fields.Minutes("window"));
        return infusion.Minutes > infusion.WindowMinutes ? infusion : throw fields.Bad("window", "The window of an infusion is shorter than the infusion.");
    }

    private static Recalculation ReadRecalculation(YamlFields fields)
    {
        var change = fields.Number("changePercent");
        return new Recalculation(
            change is >= 0 and <= 100 ? change : throw fields.Bad("changePercent", "'changePercent' is a number from 0 to 100."),
            fields.Choice("of", ("firstDose", WeightReference.FirstDose), ("lastCalculation", WeightReference.LastCalculation)));
    }
}
