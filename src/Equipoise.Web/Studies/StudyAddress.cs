using System.Text;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies;

/// <summary>The one address of a study's page: <c>/study/NCT07264075/title-in-small-letters</c>.</summary>
internal static class StudyAddress
{
    // Long enough to be read, short enough to be passed on.
    private const int LongestSlug = 80;

    // Pages of their own below a study.
    private static readonly string[] Taken = ["versions", "compare", "criteria"];

    private static readonly (string Letters, string Plain)[] Folded =
    [
        ("àáâãäåāăą", "a"), ("æ", "ae"), ("çćčĉċ", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"),
        ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŋ", "n"), ("òóôõöøōŏő", "o"), ("œ", "oe"), ("ŕŗř", "r"),
        ("śŝşšș", "s"), ("ß", "ss"), ("ţťŧț", "t"), ("þ", "th"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"),
        ("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"), ("κ", "kappa"), ("λ", "lambda"), ("μµ", "mu"), ("ω", "omega"),
    ];

    private static readonly Dictionary<char, string> PlainByLetter =
        Folded.SelectMany(fold => fold.Letters.Select(letter => (letter, fold.Plain))).ToDictionary(fold => fold.letter, fold => fold.Plain);

    /// <summary>The address of a study's page.</summary>
    public static string Of(StudyRecord study) => Of(study.Id, study.Title);

    /// <summary>The address of the page of a study of that title.</summary>
    public static string Of(StudyId id, string title) => $"/study/{id}/{Slug(title)}";

    /// <summary>A title as a part of an address: small ASCII letters and digits with hyphens between.</summary>
    public static string Slug(string title)
    {
        var slug = new StringBuilder(LongestSlug);
        foreach (var character in title)
        {
            var letter = char.ToLowerInvariant(character);
            var plain = char.IsAsciiLetterOrDigit(letter) ? letter.ToString() : PlainByLetter.GetValueOrDefault(letter);
            // An apostrophe parts no word.
            if (plain is null && letter is '\'' or '’')
                continue;
            if (plain is null)
                EndWord(slug);
            else
                slug.Append(plain);
            if (slug.Length > LongestSlug)
                return Cut(slug.ToString());
        }

        var whole = slug.ToString().TrimEnd('-');
        return whole.Length == 0 ? "study" : Taken.Contains(whole, StringComparer.Ordinal) ? $"{whole}-study" : whole;
    }

    private static void EndWord(StringBuilder slug)
    {
        if (slug.Length > 0 && slug[^1] != '-')
            slug.Append('-');
    }

    // At the last word that is whole, or through it where there is but one.
    private static string Cut(string slug) =>
        slug[..(LongestSlug + 1)].LastIndexOf('-') is var end and > 0 ? slug[..end] : slug[..LongestSlug];
}
