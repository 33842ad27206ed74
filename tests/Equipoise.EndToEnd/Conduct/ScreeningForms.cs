using System.Globalization;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>What somebody who meets ILLUMINE's criteria answers at screening, today, form by form.</summary>
internal static class ScreeningForms
{
    /// <summary>Today at a site in Paris.</summary>
    public static string Today { get; } = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static IReadOnlyList<(string Form, (string Field, string Answer)[] Answers)> All { get; } =
    [
        ("Demographics", [("BIRTH", "1966"), ("SEX", "M")]),
        ("Disease", [
            ("SITE", "LARYNX"), ("EXTENT", "MET"), ("HISTOLOGY", "Y"), ("LIVER", "N"), ("BRAINSTEM", "N"), ("LEPTO", "N"), ("SPINALMET", "N"), ("SPINALCOMP", "N"), ("HPV", "NOTOP"),
            ("CPS", "30"), ("LESIONS", "2"), ("REPEAT", "Y"), ("VESSELS", "N"), ("ULCERRISK", "N")]),
        ("Medical history", [("ANY", "N")]),
        ("Prior cancer therapy", [("ANY", "N")]),
        ("Concomitant medication", [("ANY", "N")]),
        ("Performance status", [("DATE", Today), ("ECOG", "1")]),
        ("Vital signs", [("DATE", Today), ("WEIGHT", "80"), ("HEIGHT", "178")]),
        ("Laboratory", [
            ("DATE", Today), ("NEUT", "4.1"), ("PLAT", "250"), ("HGB", "13.2"), ("CREAT", "80"), ("BILI", "10"), ("AST", "25"), ("ALT", "22"), ("ALB", "40"), ("INR", "1.0"), ("APTT", "30"),
            ("UPDIP", "0"), ("SUPPORT", "Y")]),
    ];
}
