using Equipoise.Search.Documents;

namespace Equipoise.Search.Tests;

/// <summary>A word of a book. Values are numbered through the book, positions within a value.</summary>
internal sealed record NaiveToken(string Field, int Value, int Position, string Written, string Normal)
{
    public bool Is(string word, bool exact) => exact ? Written.Equals(word, StringComparison.OrdinalIgnoreCase) : Normal == NaiveBook.Normal(word);
}

/// <summary>A book as the model sees it.</summary>
internal sealed class NaiveBook
{
    // What the model knows of language: these words only.
    private static readonly Dictionary<string, string> Forms = new() { ["trials"] = "trial", ["trial's"] = "trial", ["épée"] = "epee", ["epees"] = "epee" };
    private int values;

    public Document Document { get; private init; } = new();

    public List<NaiveToken> Tokens { get; } = [];

    public Dictionary<string, List<string>> Keywords { get; } = [];

    public Dictionary<string, List<double>> Numbers { get; } = [];

    public Dictionary<string, List<GeoPoint>> Points { get; } = [];

    public List<NaiveBook> Shops { get; } = [];

    public static string Normal(string word) => Forms.GetValueOrDefault(word.ToLowerInvariant(), word.ToLowerInvariant());

    public bool Has(string field) => field == "shops" ? Shops.Count > 0 : Tokens.Exists(token => token.Field == field) || Keywords.ContainsKey(field) || Numbers.ContainsKey(field) || Points.ContainsKey(field);

    public void AddText(string field, params IEnumerable<string> words)
    {
        var text = words.ToList();
        Document.Add(field, string.Join(' ', text));
        var position = 0;
        foreach (var parts in text.Select(word => word.Split('-')))
        {
            for (var part = 0; part < parts.Length; part++, position++)
            {
                for (var first = part; first >= 0; first--)
                    Add(field, position, string.Concat(parts[first..(part + 1)]));
            }
        }

        values++;
    }

    public void AddKeyword(string field, string value)
    {
        Document.Add(field, value);
        List(Keywords, field).Add(value);
    }

    public void AddFlag(string field, bool value)
    {
        Document.Add(field, value);
        List(Keywords, field).Add(value ? "true" : "false");
    }

    public void AddNumber(string field, double value)
    {
        Document.Add(field, value);
        List(Numbers, field).Add(value);
    }

    public void AddDate(string field, DateOnly value)
    {
        Document.Add(field, value);
        List(Numbers, field).Add(value.DayNumber);
    }

    public void AddPoint(string field, GeoPoint value)
    {
        Document.Add(field, value);
        List(Points, field).Add(value);
    }

    public NaiveBook AddShop()
    {
        var shop = new NaiveBook { Document = Document.AddNested("shops") };
        Shops.Add(shop);
        return shop;
    }

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string field)
    {
        if (!lists.TryGetValue(field, out var list))
            lists.Add(field, list = []);
        return list;
    }

    private void Add(string field, int position, string word) => Tokens.Add(new NaiveToken(field, values, position, word.ToLowerInvariant(), Normal(word)));
}
