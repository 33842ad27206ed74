using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using Equipoise.Analysis.Endpoints;

namespace Equipoise.Analysis.Datasets;

/// <summary>The data of an analysis as one file: a ZIP archive of CSV files with the names of ADaM (adsl, adtte, adae, adex), the same bytes each time; beside them, where the trial is simulated, a
/// file that says so.</summary>
public static class StudyDataFile
{
    private const string Simulated = "simulated.txt";
    private const string Subjects = "adsl.csv";
    private const string Times = "adtte.csv";
    private const string Events = "adae.csv";
    private const string Exposure = "adex.csv";

    private static readonly string[] SubjectHeader =
        ["STUDYID", "SUBJID", "SITEID", "SCRDT", "SCRFAIL", "TRT01P", "TRT01A", "RANDDT", "STRATA", "TRTSDT", "TRTEDT", "DOSEDAYS", "DCTDT", "DCTREAS", "DCSDT", "DCSREAS", "BOR", "SETS", "RESCRFR"];

    private static readonly string[] EventHeader = ["SUBJID", "AETERM", "AETOXGR", "ASTDT", "AESER", "SRCSEQ", "TRTEMFL", "AREL", "AEFATAL"];
    private static readonly string[] ExposureHeader = ["SUBJID", "EXTRT", "DOSES", "AMOUNT", "UNIT", "ASTDT", "AENDT", "MISSED", "RDI"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // Archives know no earlier day; the day of writing must not change the bytes.
    private static readonly DateTimeOffset NoDay = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive.</summary>
    public static byte[] Write(StudyData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            if (data.IsSimulated)
                Add(archive, Simulated, Utf8.GetBytes("Simulated: nobody in these files exists. They were made by 'equipoise demo' and say nothing about any drug.\n"));
            Add(archive, Subjects, Utf8.GetBytes(WriteSubjects(data)));
            Add(archive, Times, AdtteFile.Write(data.Study, data.Times));
            Add(archive, Events, Utf8.GetBytes(Table(EventHeader, data.Events.Select(one => new[]
            {
                one.Participant, one.Term, Text(one.Grade), CsvText.Day(one.Start), Flag(one.IsSerious), one.Entry, Flag(one.IsTreatmentEmergent), Flag(one.IsRelated), Flag(one.IsFatal),
            }))));
            Add(archive, Exposure, Utf8.GetBytes(Table(ExposureHeader, data.Exposure.Select(one => new[]
            {
                one.Participant, one.Treatment, Text(one.Doses), one.Amount?.ToString(CultureInfo.InvariantCulture) ?? "", one.Unit, CsvText.Day(one.First), CsvText.Day(one.Last), Text(one.Missed), one.RelativeDoseIntensity?.ToString(CultureInfo.InvariantCulture) ?? "",
            }))));
        }

        return bytes.ToArray();
    }

    /// <summary>Reads an archive that <see cref="Write"/> made, or the times to events alone as cuts were frozen before there were archives.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="study">The study's id.</param>
    /// <param name="cutoff">The cutoff of the cut.</param>
    /// <exception cref="FormatException">It is another file.</exception>
    public static StudyData Read(byte[] content, string study, DateOnly cutoff)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content is not [(byte)'P', (byte)'K', ..])
            return FromTimes(AdtteFile.Read(content), study, cutoff);
        using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        return new StudyData(
            study,
            cutoff,
            ReadSubjects(Entry(archive, Subjects)),
            AdtteFile.Read(Entry(archive, Times)),
            Rows(Entry(archive, Events), ReadEvent),
            Rows(Entry(archive, Exposure), ReadExposure))
        {
            IsSimulated = archive.GetEntry(Simulated) is not null,
        };
    }

    private static ReportedEvent ReadEvent(CsvReader csv) =>
        new(csv.GetString("SUBJID"), csv.GetString("AETERM"), Whole(csv, "AETOXGR"), Day(csv, "ASTDT")!.Value, csv.GetString("AESER") is "Y", csv.GetString("SRCSEQ"))
        {
            IsTreatmentEmergent = Later(csv, "TRTEMFL") is "Y",
            IsRelated = Later(csv, "AREL") is "Y",
            IsFatal = Later(csv, "AEFATAL") is "Y",
        };

    private static ExposureRow ReadExposure(CsvReader csv) =>
        new(csv.GetString("SUBJID"), csv.GetString("EXTRT"), Whole(csv, "DOSES"), decimal.TryParse(csv.GetString("AMOUNT"), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null, csv.GetString("UNIT"), Day(csv, "ASTDT")!.Value, Day(csv, "AENDT")!.Value)
        {
            Missed = Later(csv, "MISSED") is { Length: > 0 } missed ? int.Parse(missed, CultureInfo.InvariantCulture) : 0,
            RelativeDoseIntensity = Later(csv, "RDI") is { Length: > 0 } share ? double.Parse(share, CultureInfo.InvariantCulture) : null,
        };

    // A column that cuts of older versions do not have.
    private static string Later(CsvReader csv, string column) => csv.Headers.Contains(column, StringComparer.Ordinal) ? csv.GetString(column) : "";

    private static StudyData FromTimes(IReadOnlyList<EventTime> times, string study, DateOnly cutoff) => new(
        study,
        cutoff,
        [.. times.DistinctBy(time => time.Participant, StringComparer.Ordinal).Select(time => new Subject
        {
            Code = time.Participant,
            Site = time.Site,
            ScreenedOn = time.Start,
            HasFailed = false,
            Arm = time.Arm,
            TreatedArm = "",
            RandomizedOn = time.Start,
            Stratum = time.Stratum,
            TreatmentEndReason = "",
            StudyEndReason = "",
            BestResponse = "",
            Sets = ["ITT"],
            Variables = new Dictionary<string, string>(StringComparer.Ordinal),
        })],
        times,
        [],
        []);

    private static string WriteSubjects(StudyData data)
    {
        var variables = data.Subjects.SelectMany(subject => subject.Variables.Keys).Distinct(StringComparer.Ordinal).ToList();
        return Table([.. SubjectHeader, .. variables], data.Subjects.Select(one => new[]
        {
            data.Study, one.Code, one.Site, CsvText.Day(one.ScreenedOn), one.HasFailed ? "Y" : "N", one.Arm, one.TreatedArm, CsvText.Day(one.RandomizedOn), one.Stratum,
            CsvText.Day(one.FirstDose), CsvText.Day(one.LastDose), Text(one.DoseDays), CsvText.Day(one.TreatmentEnd), one.TreatmentEndReason, CsvText.Day(one.StudyEnd), one.StudyEndReason,
            one.BestResponse, string.Join(' ', one.Sets), one.RescreenedFrom,
        }.Concat(variables.Select(variable => one.Variables.GetValueOrDefault(variable, ""))).ToArray()));
    }

    private static List<Subject> ReadSubjects(byte[] content) => Rows(content, csv => new Subject
    {
        Code = csv.GetString("SUBJID"),
        Site = csv.GetString("SITEID"),
        ScreenedOn = Day(csv, "SCRDT")!.Value,
        HasFailed = csv.GetString("SCRFAIL") is "Y",
        Arm = csv.GetString("TRT01P"),
        TreatedArm = csv.GetString("TRT01A"),
        RandomizedOn = Day(csv, "RANDDT"),
        Stratum = csv.GetString("STRATA"),
        FirstDose = Day(csv, "TRTSDT"),
        LastDose = Day(csv, "TRTEDT"),
        DoseDays = Whole(csv, "DOSEDAYS"),
        TreatmentEnd = Day(csv, "DCTDT"),
        TreatmentEndReason = csv.GetString("DCTREAS"),
        StudyEnd = Day(csv, "DCSDT"),
        StudyEndReason = csv.GetString("DCSREAS"),
        BestResponse = csv.GetString("BOR"),
        Sets = csv.GetString("SETS").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        RescreenedFrom = Later(csv, "RESCRFR"),
        Variables = csv.Headers.Except(SubjectHeader, StringComparer.Ordinal).ToDictionary(header => header, header => csv.GetString(header), StringComparer.Ordinal),
    });

    private static string Table(IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        CsvText.WriteRow(text, [.. header]);
        foreach (var row in rows)
            CsvText.WriteRow(text, row);
        return text.ToString();
    }

    private static List<T> Rows<T>(byte[] content, Func<CsvReader, T> read)
    {
        using var csv = CsvReader.FromText(Utf8.GetString(content), new CsvReaderOptions());
        var rows = new List<T>();
        while (csv.Read())
            rows.Add(read(csv));
        return rows;
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoDay;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Entry(ZipArchive archive, string name)
    {
        using var stream = (archive.GetEntry(name) ?? throw new FormatException($"The archive has no {name}.")).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool holds) => holds ? "Y" : "N";

    private static int Whole(CsvReader csv, string column) => int.Parse(csv.GetString(column), CultureInfo.InvariantCulture);

    private static DateOnly? Day(CsvReader csv, string column) => CsvText.ReadDay(csv.GetString(column));
}
