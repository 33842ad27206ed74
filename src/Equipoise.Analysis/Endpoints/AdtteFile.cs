using System.Globalization;
using System.Text;
using CsvHelper;
using Equipoise.Analysis.Datasets;

namespace Equipoise.Analysis.Endpoints;

/// <summary>Times to events as a CSV file with the names of ADaM ADTTE: the same rows always give the same bytes.</summary>
public static class AdtteFile
{
    private static readonly string[] Header =
        ["STUDYID", "SUBJID", "SITEID", "TRT01P", "STRATA", "PARAMCD", "STARTDT", "ADT", "AVAL", "CNSR", "EVNTDESC", "SRCDOM", "SRCVAR", "SRCSEQ"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the file, with a line feed after each row.</summary>
    public static byte[] Write(string study, IEnumerable<EventTime> times)
    {
        var text = new StringBuilder();
        CsvText.WriteRow(text, Header);
        foreach (var time in times)
        {
            CsvText.WriteRow(
                text,
                study, time.Participant, time.Site, time.Arm, time.Stratum, time.Parameter, CsvText.Day(time.Start), CsvText.Day(time.End), time.Days.ToString(CultureInfo.InvariantCulture),
                time.IsEvent ? "0" : "1", time.Description, time.SourceDomain, time.SourceField, time.SourceEntry);
        }

        return Utf8.GetBytes(text.ToString());
    }

    /// <summary>Reads a file that <see cref="Write"/> made.</summary>
    /// <exception cref="FormatException">It is another file.</exception>
    public static IReadOnlyList<EventTime> Read(byte[] content)
    {
        using var csv = CsvReader.FromText(Utf8.GetString(content), new CsvReaderOptions());
        if (!csv.Headers.SequenceEqual(Header, StringComparer.Ordinal))
            throw new FormatException("This is not a file of times to events.");
        var times = new List<EventTime>();
        while (csv.Read())
            times.Add(ReadRow(csv));
        return times;
    }

    private static EventTime ReadRow(CsvReader csv) => new()
    {
        Participant = Cell(csv, "SUBJID"),
        Site = Cell(csv, "SITEID"),
        Arm = Cell(csv, "TRT01P"),
        Stratum = Cell(csv, "STRATA"),
        Parameter = Cell(csv, "PARAMCD"),
        Start = DateOnly.ParseExact(Cell(csv, "STARTDT"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        End = DateOnly.ParseExact(Cell(csv, "ADT"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        IsEvent = Cell(csv, "CNSR") is "0",
        Description = Cell(csv, "EVNTDESC"),
        SourceDomain = Cell(csv, "SRCDOM"),
        SourceField = Cell(csv, "SRCVAR"),
        SourceEntry = Cell(csv, "SRCSEQ"),
    };

    private static string Cell(CsvReader csv, string column) => csv.GetString(column);
}
