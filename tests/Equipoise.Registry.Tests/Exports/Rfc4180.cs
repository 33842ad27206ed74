using System.Text;

namespace Equipoise.Registry.Tests.Exports;

/// <summary>A reader of CSV straight from the grammar of RFC 4180, section 2.</summary>
internal static class Rfc4180
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var (rows, row, position) = (new List<IReadOnlyList<string>>(), new List<string>(), 0);
        while (position < text.Length)
        {
            row.Add(text[position] == '"' ? Quoted(text, ref position) : Plain(text, ref position));
            if (position < text.Length && text[position] == ',')
            {
                position++;
                if (position < text.Length && text[position] != '\r')
                    continue;
                row.Add("");
            }

            text.AsSpan(position, 2).ToString().ShouldBe("\r\n");
            position += 2;
            rows.Add(row);
            row = [];
        }

        return rows;
    }

    private static string Plain(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] is not (',' or '\r'))
        {
            text[position].ShouldNotBe('"');
            position++;
        }

        return text[start..position];
    }

    private static string Quoted(string text, ref int position)
    {
        var value = new StringBuilder();
        for (position++; text[position] != '"' || (position + 1 < text.Length && text[position + 1] == '"'); position++)
        {
            if (text[position] == '"')
                position++;
            value.Append(text[position]);
        }

        position++;
        return value.ToString();
    }
}
