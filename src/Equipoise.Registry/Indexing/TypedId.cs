using System.Text;

namespace Equipoise.Registry.Indexing;

/// <summary>Ids as people type them: <c>nct 07264075</c>, <c>GORTEC 2024-04</c>, <c>2025-522996-27-00</c>.</summary>
public static class TypedId
{
    /// <summary>The id without spaces and in capitals, as the index keeps it.</summary>
    public static string Normalize(string id)
    {
        var normal = new StringBuilder(id.Length);
        foreach (var letter in id)
        {
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter))
                normal.Append(char.ToUpperInvariant(letter));
        }

        return normal.ToString();
    }

    /// <summary>True for words that may be an id: at least five characters and a digit among them.</summary>
    public static bool MayBeId(string words) =>
        words.Length is >= 5 and <= 100 && words.AsSpan().ContainsAnyInRange('0', '9');
}
