using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Screening;

/// <summary>Patients of a file or of all files of a folder, read a part at a time, so that memory does not grow with their number.</summary>
internal sealed class PatientFiles
{
    private const int PatientsOfAPart = 4096;
    private const int LongestLine = 32 * 1024 * 1024;

    private const int MostListed = 20;

    private readonly IReadOnlyList<string> paths;
    private readonly List<string> problems = [];

    private PatientFiles(IReadOnlyList<string> paths) => this.paths = paths;

    /// <summary>How many bytes the files have.</summary>
    public long TotalBytes => paths.Sum(path => new FileInfo(path).Length);

    /// <summary>How many bytes have been read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>How many files, or lines of them, could not be read.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>The first of these, each in a sentence.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Whether a path names one of the files, by whatever way.</summary>
    public bool Contain(string path) => paths.Any(file => string.Equals(Whole(file), Whole(path), StringComparison.Ordinal));

    /// <summary>The files that a path names, or why there are none.</summary>
    public static (PatientFiles? Files, string? Problem) At(string path)
    {
        if (File.Exists(path))
            return (new PatientFiles([path]), null);
        if (!Directory.Exists(path))
            return (null, $"{path} cannot be read: check the name and that you may read it.");
        var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".json" or ".ndjson" or ".csv").Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? (new PatientFiles(found), null) : (null, $"{path} holds no file of patients: they end in .json, .ndjson or .csv.");
    }

    /// <summary>The patients, a part at a time; what cannot be read is among the <see cref="Problems"/>, and costs no other patient.</summary>
    public async IAsyncEnumerable<IReadOnlyList<PatientFacts>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var part = new List<PatientFacts>();
        var before = 0L;
        foreach (var path in paths)
        {
            await using var documents = DocumentsAsync(path, cancellation).GetAsyncEnumerator(cancellation);
            while (await MoveOnAsync(documents, path))
            {
                var document = documents.Current;
                BytesRead = before + document.Read;
                part.AddRange(Parse(path, document.Bytes, document.Place));
                if (part.Count < PatientsOfAPart)
                    continue;
                yield return part;
                part = [];
            }

            before += new FileInfo(path).Length;
        }

        if (part.Count > 0)
            yield return part;
    }

    private static string Whole(string path) => (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    private async Task<bool> MoveOnAsync(IAsyncEnumerator<(byte[] Bytes, string Place, long Read)> documents, string path)
    {
        try
        {
            return await documents.MoveNextAsync();
        }
        catch (FormatException unread)
        {
            Refuse(unread.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Refuse($"{path} cannot be read: check the name and that you may read it.");
        }

        return false;
    }

    private IReadOnlyList<PatientFacts> Parse(string path, byte[] bytes, string place)
    {
        try
        {
            // Of several files, an entry that was not read is found by its file.
            return paths.Count == 1 ? FactReader.Read(bytes) : [.. FactReader.Read(bytes).Select(patient => patient.Unreadable.Count == 0 ? patient : patient with { Unreadable = [.. patient.Unreadable.Select(entry => $"{Path.GetFileName(path)}: {entry}")] })];
        }
        catch (FormatException unread)
        {
            Refuse($"{path} cannot be matched.{place} {unread.Message}");
            return [];
        }
    }

    private void Refuse(string sentence)
    {
        ProblemCount++;
        if (problems.Count < MostListed)
            problems.Add(sentence);
    }

    // What can be read by itself: a bundle a line, the rows of some patients, or else the whole file.
    private static async IAsyncEnumerable<(byte[] Bytes, string Place, long Read)> DocumentsAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var lines = new BoundedLines(reader, LongestLine);
        var first = await lines.ReadAsync(cancellation) ?? "";
        if (IsBundle(first))
        {
            var line = 1;
            for (var text = first; text is not null; text = await lines.ReadAsync(cancellation), line++)
            {
                if (!string.IsNullOrWhiteSpace(text))
                    yield return (Encoding.UTF8.GetBytes(text), $" Line {line}:", reader.BaseStream.Position);
            }

            DemandRead(lines, path);
        }
        else if (first.StartsWith("patient,", StringComparison.Ordinal))
        {
            await foreach (var rows in RowsAsync(lines, first, path, cancellation))
                yield return (Encoding.UTF8.GetBytes(rows), "", reader.BaseStream.Position);
        }
        else
        {
            var (bytes, problem) = await InputFile.ReadBytesAsync(path, InputFile.LargestFile, cancellation);
            yield return (bytes ?? throw new FormatException(problem), "", bytes.Length);
        }
    }

    private static void DemandRead(BoundedLines lines, string path)
    {
        if (lines.IsTooLong)
            throw new FormatException($"{path} cannot be matched. A line of it is longer than {LongestLine / 1024 / 1024} million characters: write one bundle or one fact a line.");
    }

    // The rows of a patient stand together, so that a table can be cut between two patients.
    private static async IAsyncEnumerable<string> RowsAsync(BoundedLines lines, string header, string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = new StringBuilder(header).Append('\n');
        var (patient, patients) = ("", 0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? line; (line = await lines.ReadAsync(cancellation)) is not null;)
        {
            var name = line.IndexOf(',', StringComparison.Ordinal) is >= 0 and var end ? line[..end] : line;
            if (!string.Equals(name, patient, StringComparison.Ordinal) && !IsInsideQuotes(rows, header.Length))
            {
                if (!seen.Add(name))
                    throw new FormatException($"{path} cannot be matched. The rows of patient {(name.Length > 40 ? name[..40] + "…" : name)} do not stand together: sort the table by patient.");
                (patient, patients) = (name, patients + 1);
                if (patients > PatientsOfAPart)
                {
                    yield return rows.ToString();
                    rows.Clear().Append(header).Append('\n');
                    patients = 1;
                }
            }

            rows.Append(line).Append('\n');
        }

        // Nobody is judged by a part of the rows.
        DemandRead(lines, path);
        if (patients > 0)
            yield return rows.ToString();
    }

    // A quoted cell may go on over several lines; such tables are not cut where one is open.
    private static bool IsInsideQuotes(StringBuilder rows, int from)
    {
        var last = rows.Length - 1;
        var start = last - 1;
        while (start > from && rows[start] != '\n')
            start--;
        var quotes = 0;
        for (var at = start; at < last; at++)
            quotes += rows[at] == '"' ? 1 : 0;
        return quotes % 2 == 1;
    }

    private static bool IsBundle(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("resourceType", out var type) && type.ValueEquals("Bundle");
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
