using System.Globalization;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Conduct.Sites;

/// <summary>Checks what a site says its laboratory calls normal: grades and criteria in multiples of the normal range rest on it.</summary>
internal static class RangeCheck
{
    private const int Most = 500;

    /// <summary>Goes on where every range can be one.</summary>
    /// <exception cref="StepRefusedException">One cannot: which, and why.</exception>
    public static void Demand(IReadOnlyList<ReferenceRange> ranges)
    {
        if (ranges.Count > Most)
            throw Refused($"A site has at most {Most} reference ranges.");
        foreach (var range in ranges)
        {
            if (range?.Variable is null || Variables.Find(range.Variable) is not { } variable)
                throw Refused($"No laboratory value is called '{Shown(range?.Variable)}'{Nearest(range?.Variable)}.");
            if (string.IsNullOrWhiteSpace(range.Unit) || !UcumUnit.TryParse(range.Unit, out _))
                throw Refused($"The unit '{Shown(range.Unit)}' of {range.Variable} is none of UCUM's: write it as {variable.Unit}.");
            if (InUsual(variable, range, 1) is null)
                throw Refused($"{UnitWords.Of(range.Unit)} does not measure {range.Variable}: write its range in {variable.Unit}, or in a unit of the same kind.");
            if (range.Low is null && range.High is null)
                throw Refused($"The range of {range.Variable} has neither a lower nor an upper limit: give one, or leave the range out.");
            // What no value can be, a normal one cannot be: a slip of the unit or the decimal point.
            foreach (var limit in (decimal?[])[range.Low, range.High])
            {
                if (limit is { } given && (given < 0 || InUsual(variable, range, given) > variable.High))
                    throw Refused(string.Create(CultureInfo.InvariantCulture, $"A limit of {given} {UnitWords.Of(range.Unit)} for {range.Variable} cannot be right: no value is above {variable.High} {UnitWords.Of(variable.Unit)}. Check it and its unit."));
            }

            if (range.Low >= range.High)
                throw Refused($"The lower limit of {range.Variable} is not below the upper one: correct one of them.");
            if (range.Sex is not (null or "male" or "female"))
                throw Refused($"A range of {range.Variable} is for male, female, or without a sex for everybody; not for '{Shown(range.Sex)}'.");
        }

        if (ranges.GroupBy(range => (range.Variable, range.Sex)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Refused($"{twice.Key.Variable} has two ranges{(twice.Key.Sex is null ? "" : $" for {twice.Key.Sex}")}: keep one.");
    }

    // Those that share a word with what was written.
    private static string Nearest(string? written)
    {
        var words = (written ?? "").Split([' ', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).ToList();
        var near = Variables.All.Where(variable => words.Exists(word => variable.Id.Contains(word, StringComparison.OrdinalIgnoreCase))).Take(3).Select(variable => variable.Id).ToList();
        return near.Count == 0 ? "" : $"; perhaps {string.Join(" or ", near)}";
    }

    private static decimal? InUsual(Variable variable, ReferenceRange range, decimal limit) => UnitConversion.Convert(limit, range.Unit, variable.Unit, variable.MolarMass, out _);

    private static StepRefusedException Refused(string message) => StepRefusedException.Invalid("site-range", message);

    private static string Shown(string? text) => text is null ? "" : text.Length > 40 ? text[..40] : text;
}
