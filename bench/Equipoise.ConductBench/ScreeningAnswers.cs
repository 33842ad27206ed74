using System.Globalization;

namespace Equipoise.ConductBench;

/// <summary>Made-up answers of people who meet every criterion, spread over the strata.</summary>
internal static class ScreeningAnswers
{
    public static IEnumerable<(string Form, IReadOnlyDictionary<string, string?> Answers)> Of(int number, DateOnly today)
    {
        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return
        [
            ("DM", Answers(("BIRTH", "1966"), ("SEX", "M"))),
            ("DX", Answers(
                ("SITE", "LARYNX"), ("EXTENT", "MET"), ("HISTOLOGY", "Y"), ("LIVER", "N"), ("BRAINSTEM", "N"), ("LEPTO", "N"), ("SPINALMET", "N"), ("SPINALCOMP", "N"), ("HPV", "NOTOP"),
                ("CPS", number / 3 % 2 == 0 ? "30" : "5"), ("LESIONS", "2"), ("REPEAT", "Y"), ("VESSELS", "N"), ("ULCERRISK", "N"))),
            ("MH", Answers(("ANY", "N"))),
            ("PT", Answers(("ANY", "N"))),
            ("CM", Answers(("ANY", "N"))),
            ("PS", Answers(("DATE", day), ("ECOG", number / 6 % 2 == 0 ? "0" : "1"))),
            ("VS", Answers(("DATE", day), ("WEIGHT", "80"), ("HEIGHT", "178"))),
            ("LB", Answers(
                ("DATE", day), ("NEUT", "4.1"), ("PLAT", "250"), ("HGB", "13.2"), ("CREAT", "80"), ("BILI", "10"), ("AST", "25"), ("ALT", "22"), ("ALB", "40"), ("INR", "1.0"), ("APTT", "30"),
                ("UPDIP", "0"), ("SUPPORT", "Y"))),
        ];
    }

    private static Dictionary<string, string?> Answers(params (string Field, string? Answer)[] answers) =>
        answers.ToDictionary(answer => answer.Field, answer => answer.Answer, StringComparer.Ordinal);
}
