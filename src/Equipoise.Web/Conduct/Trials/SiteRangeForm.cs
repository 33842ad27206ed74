using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>A laboratory's reference ranges as a form asks for them: a row for each value of the protocol, and lines for whatever else there is.</summary>
internal static class SiteRangeForm
{
    /// <summary>What the box for other ranges is called.</summary>
    public const string Others = "ranges";

    private const string Low = "low.";
    private const string High = "high.";

    /// <summary>The laboratory values that the protocol's forms ask for, in their order.</summary>
    public static IReadOnlyList<FormField> Tests(StudyDesign design) =>
    [
        .. design.Forms.Where(form => form.Laboratory is not null).SelectMany(form => form.Fields)
            .Where(field => field is { Fact.Kind: FactKind.Measurement, Unit: not null, Type: FieldType.Number or FieldType.WholeNumber }).DistinctBy(field => field.Fact!.Name, StringComparer.Ordinal),
    ];

    /// <summary>The name of the box for the lower limit of a value.</summary>
    public static string LowOf(FormField test) => $"{Low}{test.Fact!.Name}";

    /// <summary>The name of the box for the upper limit.</summary>
    public static string HighOf(FormField test) => $"{High}{test.Fact!.Name}";

    /// <summary>What a box holds of ranges that are on record.</summary>
    /// <param name="design">The protocol.</param>
    /// <param name="ranges">The ranges.</param>
    /// <param name="name">The name of the box.</param>
    public static string? Shown(StudyDesign design, IReadOnlyList<ReferenceRange> ranges, string name)
    {
        var tests = Tests(design);
        bool HasRow(ReferenceRange range) => range.Sex is null && tests.Any(test => IsOf(test, range));
        if (name is Others)
            return string.Join('\n', ranges.Where(range => !HasRow(range)).Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.Variable} {range.Unit} {range.Low?.ToString(CultureInfo.InvariantCulture) ?? "-"} {range.High?.ToString(CultureInfo.InvariantCulture) ?? "-"}{(range.Sex is null ? "" : $" {range.Sex}")}")));
        var found = ranges.FirstOrDefault(range => HasRow(range) && name.EndsWith($".{range.Variable}", StringComparison.Ordinal) && name.Length - range.Variable.Length <= High.Length);
        return (name.StartsWith(Low, StringComparison.Ordinal) ? found?.Low : found?.High)?.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the ranges that were typed.</summary>
    /// <exception cref="StepRefusedException">One cannot be read.</exception>
    public static IReadOnlyList<ReferenceRange> Read(StudyDesign design, IFormCollection form)
    {
        var ranges = new List<ReferenceRange>();
        foreach (var test in Tests(design))
        {
            var (low, high) = (form.Text(LowOf(test)).Trim(), form.Text(HighOf(test)).Trim());
            if (low.Length == 0 && high.Length == 0)
                continue;
            if (!TryLimit(low, out var from) || !TryLimit(high, out var to))
                throw StepRefusedException.Invalid("site-range", $"{test.Label} from '{Short(low)}' to '{Short(high)}' is no reference range: write numbers with a decimal point, or leave out a limit that the laboratory does not have.");
            ranges.Add(new ReferenceRange(test.Fact!.Name, test.Unit!, from, to));
        }

        ranges.AddRange(form.Text(Others).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => ReadLine(design, line)));
        return ranges;
    }

    // Name, unit, lower and upper limit, and whose it is where it is not everybody's, separated by blanks; the name may have blanks.
    private static ReferenceRange ReadLine(StudyDesign design, string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sex = words.Length > 4 && words[^1] is "male" or "female" ? words[^1] : null;
        if (words[..^(sex is null ? 0 : 1)] is not [.. { Length: > 0 } name, var unit, var low, var high] || !TryLimit(low, out var from) || !TryLimit(high, out var to))
            throw StepRefusedException.Invalid("site-range", $"'{Short(line)}' is no reference range: write name, unit, lower and upper limit, such as 'alt U/L 5 40', with - for no limit.");
        return new ReferenceRange(VariableOf(design, string.Join(' ', name)), unit, from, to, sex);
    }

    // As the program calls it, or as the protocol's form does.
    private static string VariableOf(StudyDesign design, string name) => Variables.Find(name)?.Id
        ?? Tests(design).FirstOrDefault(test => string.Equals(test.Label, name, StringComparison.OrdinalIgnoreCase) || string.Equals(test.Code, name, StringComparison.OrdinalIgnoreCase))?.Fact!.Name
        ?? name;

    private static bool IsOf(FormField test, ReferenceRange range) =>
        string.Equals(test.Fact!.Name, range.Variable, StringComparison.Ordinal) && string.Equals(test.Unit, range.Unit, StringComparison.Ordinal);

    private static bool TryLimit(string text, out decimal? limit)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        limit = isNumber ? number : null;
        return isNumber || text is "-" or "";
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] : text;
}
