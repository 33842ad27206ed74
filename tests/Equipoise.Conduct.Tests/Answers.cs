namespace Equipoise.Conduct.Tests;

/// <summary>Made-up answers.</summary>
internal static class Answers
{
    /// <summary>Those of somebody who meets all of ILLUMINE's criteria, form by form.</summary>
    public static IEnumerable<(string Form, IReadOnlyDictionary<string, string?> Answers)> Eligible(string cps, string ecog) =>
    [
        ("DM", Of(("BIRTH", "1966"), ("SEX", "M"))),
        ("DX", Of(
            ("SITE", "LARYNX"), ("EXTENT", "MET"), ("HISTOLOGY", "Y"), ("LIVER", "N"), ("BRAINSTEM", "N"), ("LEPTO", "N"), ("SPINALMET", "N"), ("SPINALCOMP", "N"),
            ("HPV", "NOTOP"), ("CPS", cps), ("LESIONS", "2"), ("REPEAT", "Y"), ("VESSELS", "N"), ("ULCERRISK", "N"))),
        ("MH", Of(("ANY", "N"))),
        ("PT", Of(("ANY", "N"))),
        ("CM", Of(("ANY", "N"))),
        ("PS", Of(("DATE", "2026-03-01"), ("ECOG", ecog))),
        ("VS", Of(("DATE", "2026-03-01"), ("WEIGHT", "80"), ("HEIGHT", "178"), ("SYS", "130"), ("DIA", "80"))),
        ("LB", Of(
            ("DATE", "2026-03-01"), ("NEUT", "4.1"), ("PLAT", "250"), ("HGB", "13.2"), ("CREAT", "80"), ("BILI", "10"), ("AST", "25"), ("ALT", "22"), ("ALB", "40"),
            ("INR", "1.0"), ("APTT", "30"), ("UPDIP", "0"), ("SUPPORT", "Y"))),
    ];

    public static IReadOnlyDictionary<string, string?> Of(params (string Field, string? Answer)[] answers) =>
        answers.ToDictionary(answer => answer.Field, answer => answer.Answer, StringComparer.Ordinal);
}
