using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Equipoise.Registry.Records;

/// <summary>The identifier of a study: the registry's <c>NCT</c> and eight digits, or <c>SYN</c> and eight digits for a
/// synthetic study, a prefix that no registry uses.</summary>
/// <remarks>Always well formed; two are equal when they name the same study. Read in either case and with or without
/// leading zeros, as ClinicalTrials.gov API v2 does (pattern <c>^[Nn][Cc][Tt]0*[1-9]\d{0,7}$</c>).</remarks>
public sealed record StudyId
{
    private const int DigitCount = 8;
    private readonly string text;

    private StudyId(string text) => this.text = text;

    /// <summary>True for a study that never was: made by Equipoise to have something to show or test.</summary>
    public bool IsSynthetic => text.StartsWith("SYN", StringComparison.Ordinal);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static StudyId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{(text.Length > 40 ? text[..40] + "…" : text)}' is not a study id: write NCT and up to eight digits, such as NCT07264075.");

    /// <summary>Reads an id; false where the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out StudyId? id)
    {
        id = null;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 4)
            return false;
        var prefix = trimmed[..3] switch
        {
            var letters when letters.Equals("NCT", StringComparison.OrdinalIgnoreCase) => "NCT",
            var letters when letters.Equals("SYN", StringComparison.OrdinalIgnoreCase) => "SYN",
            _ => null,
        };
        var digits = trimmed[3..].TrimStart('0');
        if (prefix is null || digits.Length is 0 or > DigitCount || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        id = new StudyId(prefix + int.Parse(digits, CultureInfo.InvariantCulture).ToString("D8", CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Reads an id as a person writes it, with all its digits: <c>NCT1</c> is a slip, and no other study's id.</summary>
    public static bool TryParseWhole([NotNullWhen(true)] string? text, [NotNullWhen(true)] out StudyId? id) =>
        TryParse(text, out id) && text.AsSpan().Trim().Length >= 3 + DigitCount;

    /// <summary>The canonical form, such as <c>NCT07264075</c>.</summary>
    public override string ToString() => text;
}
