using Equipoise.Search.Text;

namespace Equipoise.Registry.Indexing;

/// <summary>A condition, however it is spelled: names that differ only in capital letters and spaces are one.</summary>
/// <param name="Letter">Under which letter of a list it stands: <c>A</c> to <c>Z</c>, or <c>#</c> for any other beginning. An
/// accent makes no other letter.</param>
/// <param name="Folded">The name in small letters with single spaces.</param>
public sealed record ConditionName(string Letter, string Folded)
{
    /// <summary>The letter of names that begin with none of A to Z.</summary>
    public const string OtherLetter = "#";

    private const int LongestName = 300;

    /// <summary>Letter and name in one text, so that the names of a letter stand together.</summary>
    public string Key => $"{Letter}{Place.Separator}{Folded}";

    /// <summary>All letters, in order.</summary>
    public static IReadOnlyList<string> Letters { get; } = [.. Enumerable.Range('A', 26).Select(letter => ((char)letter).ToString()), OtherLetter];

    /// <summary>The condition of a name, or null for a name that is empty or too long to be one.</summary>
    public static ConditionName? Of(string name)
    {
        var folded = string.Join(' ', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(Place.Separator, ' ');
        if (folded.Length is 0 or > LongestName)
            return null;
        var letter = Folding.Fold(folded) is [var first, ..] ? char.ToUpperInvariant(first) : OtherLetter[0];
        return new ConditionName(char.IsAsciiLetterUpper(letter) ? letter.ToString() : OtherLetter, folded);
    }

    /// <summary>Reads <see cref="Key"/>.</summary>
    public static ConditionName FromKey(string key) =>
        key.Split(Place.Separator) is [var letter, var folded] ? new ConditionName(letter, folded) : throw new FormatException("This is not the key of a condition.");

    /// <summary>A name by which to sort: without accents.</summary>
    public string SortName => Folding.Fold(Folded);
}
