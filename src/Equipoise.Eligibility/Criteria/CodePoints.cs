namespace Equipoise.Eligibility.Criteria;

/// <summary>Places in a text counted in Unicode code points, as other programs count them.</summary>
/// <remarks>Ask in any order; each text is walked once, when the object is made.</remarks>
public sealed class CodePoints
{
    private readonly List<int> pairs = [];

    /// <summary>Prepares a text.</summary>
    public CodePoints(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
                pairs.Add(++i);
        }
    }

    /// <summary>How many code points stand before a UTF-16 unit.</summary>
    public int Before(int unit)
    {
        var found = pairs.BinarySearch(unit);
        return unit - (found >= 0 ? found : ~found);
    }
}
