using System.Globalization;
using System.Text;
using CsvHelper;

namespace Equipoise.Survival;

/// <summary>The columns of a file of delimited text that an analysis asks for.</summary>
internal sealed class CsvTable
{
    private const int LongestHeaderShown = 20;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];
    private static readonly string[] Missing = ["", "NA", "."];
    private readonly string[] names;
    private readonly List<string>[] columns;

    private CsvTable(string[] names) => (this.names, columns) = (names, [.. names.Select(_ => new List<string>())]);

    /// <summary>The line of the file on which each row begins, the header's being 1.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>All columns of the file.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>The columns as a message names them.</summary>
    public string HeaderShown => Shown(Header);

    /// <summary>Reads a file whole; other columns than those asked for are passed over.</summary>
    /// <param name="path">The file, UTF-8 or UTF-16 with a mark.</param>
    /// <param name="delimiter">What stands between fields; without it, that of comma, semicolon, tab and bar which the header has
    /// most of.</param>
    /// <param name="wanted">The columns.</param>
    /// <exception cref="TableException">There is no such file, or it is no table, or lacks a column.</exception>
    public static CsvTable Read(string path, char? delimiter, IEnumerable<string> wanted)
    {
        try
        {
            var delimiterFound = delimiter ?? DelimiterOf(FirstLine(path));
            using var file = Open(path);
            var table = new CsvTable([.. wanted.Distinct(StringComparer.Ordinal)]);
            table.Read(file, path, delimiterFound);
            return table;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"There is no file {path}.");
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new TableException($"{path} is a folder: name a file.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{path} cannot be read: {failure.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new TableException($"{path} is not UTF-8 text: save it as CSV in UTF-8.");
        }
    }

    /// <summary>The values of a column, without the blanks around them.</summary>
    public IReadOnlyList<string> Column(string name) => columns[Array.IndexOf(names, name)];

    /// <summary>Whether a text stands for a missing value: nothing, NA or a point.</summary>
    public static bool IsMissing(string text) => Missing.Contains(text, StringComparer.Ordinal);

    /// <summary>A number, or the sentence that says where there is none.</summary>
    /// <exception cref="TableException">The text is no finite number.</exception>
    public double Number(string name, int row) =>
        double.TryParse(Column(name)[row], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new TableException($"{name} is {Quote(Column(name)[row])} on line {Lines[row]}, which is not a number{(Column(name)[row].Contains(',') ? " with a decimal point" : "")}: correct the file.");

    /// <summary>A value as a message shows it.</summary>
    public static string Quote(string text) => text.Length == 0 ? "empty" : text.Length > 40 ? $"'{text[..40]}…'" : $"'{text}'";

    private static CsvReaderOptions Options(char delimiter) => new()
    {
        Separator = delimiter,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        PoolStrings = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private static StreamReader Open(string path) =>
        new(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);

    private static string FirstLine(string path)
    {
        using var file = Open(path);
        var first = file.ReadLine();
        while (first is not null && string.IsNullOrWhiteSpace(first))
            first = file.ReadLine();
        if (first is null)
            throw new TableException($"{path} is empty: its first line must name the columns.");
        return first.Contains('\0') ? throw new TableException($"{path} is not a text file: save it as CSV in UTF-8.") : first;
    }

    private void Read(StreamReader file, string path, char delimiter)
    {
        using var reader = CsvReader.Create(file, Options(delimiter));
        try
        {
            Header = [.. reader.Headers];
            var places = Array.ConvertAll(names, name => Find([.. reader.Headers], name, path));
            while (reader.Read())
            {
                if (reader.FieldCount != reader.Headers.Count)
                    throw new TableException($"{path} has {reader.FieldCount} fields on line {reader.LineNumber}, but {reader.Headers.Count} columns: correct that line, or quote fields that hold the delimiter.");
                for (var i = 0; i < places.Length; i++)
                    columns[i].Add(reader.GetString(places[i]).Trim());
                Lines.Add((int)reader.LineNumber);
            }
        }
        catch (CsvFormatException failure)
        {
            throw new TableException($"{path} has a quotation mark out of place on line {failure.LineNumber}: double those inside a field, and close the field with one.");
        }

        if (Lines.Count == 0)
            throw new TableException($"{path} has no rows below its header.");
    }

    private static char DelimiterOf(string header)
    {
        var isQuoted = false;
        var counts = new int[Delimiters.Length];
        foreach (var letter in header)
        {
            isQuoted ^= letter == '"';
            if (!isQuoted && Array.IndexOf(Delimiters, letter) is var found and >= 0)
                counts[found]++;
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static string Shown(IReadOnlyList<string> header) => string.Join(", ", header.Take(LongestHeaderShown)) + (header.Count > LongestHeaderShown ? ", …" : "");

    private static int Find(string[] header, string name, string path)
    {
        var place = Array.IndexOf(header, name);
        if (place < 0)
        {
            throw new TableException($"{path} has no column {Quote(name)}: it has {Shown(header)}.");
        }

        return Array.IndexOf(header, name, place + 1) < 0 ? place : throw new TableException($"{path} has two columns '{name}': rename one.");
    }
}
