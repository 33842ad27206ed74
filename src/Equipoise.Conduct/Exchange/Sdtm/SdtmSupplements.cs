using System.Globalization;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>What was entered with an event or intervention and has no variable of its domain: supplemental qualifiers, linked by the sequence number of the row
/// (SDTMIG 3.4, section 8.4).</summary>
internal static class SdtmSupplements
{
    private const int LongestName = 8;
    private const int LongestLabel = 40;

    /// <summary>The domains whose rows have supplements: those with one row for an entry.</summary>
    public static readonly string[] Domains = ["AE", "CM", "MH", "PR"];

    /// <summary>The supplements of a finished row.</summary>
    public static IEnumerable<SdtmRow> Of(SdtmRow row)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (field, value) in row.Rest)
        {
            var name = Name(field.Code, names);
            yield return new SdtmRow($"SUPP{row.Domain}").With("STUDYID", row["STUDYID"]).With("RDOMAIN", row.Domain).With("USUBJID", row["USUBJID"])
                .With("IDVAR", $"{row.Domain}SEQ").With("IDVARVAL", Convert.ToString(row[$"{row.Domain}SEQ"], CultureInfo.InvariantCulture))
                .With("QNAM", name).With("QLABEL", field.Label.Length > LongestLabel ? field.Label[..LongestLabel].TrimEnd() : field.Label).With("QVAL", value).With("QORIG", "CRF");
        }
    }

    // At most eight capital letters and digits, the first a letter, each once in a form.
    private static string Name(string code, HashSet<string> taken)
    {
        var plain = new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        var name = plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain : $"Q{plain}";
        name = name.Length > LongestName ? name[..LongestName] : name;
        for (var number = 2; !taken.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{name[..Math.Min(name.Length, LongestName - 2)]}{number}");
        return name;
    }
}
