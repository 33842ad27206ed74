using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Tests.Exchange;

/// <summary>A small study with somebody randomized, corrected and struck entries and a death, and somebody who is only screened; and its exports.</summary>
internal sealed class ExportedStudy : IAsyncDisposable
{
    public const string Hostile = "=HYPERLINK(\"http://x\",\"a, b\")";

    private ExportedStudy(Trial trial) => Trial = trial;

    /// <summary>Sees arms.</summary>
    public static Actor DataManager { get; } = new("a-dm", "dm", "Dana Manager", [new Grant(Role.DataManager)], "192.0.2.6");

    /// <summary>Sees no arm: a data manager's token for exports alone.</summary>
    public static Actor WithoutArms { get; } = DataManager with { Limits = new HashSet<Permission> { Permission.ExportStudy } };

    public Trial Trial { get; }

    public string Randomized { get; private set; } = "";

    public string Arm { get; private set; } = "";

    public string Screened { get; private set; } = "";

    private static StudyDesign Protocol { get; } = Equipoise.Protocols.Reading.ProtocolReader.Read(Trial.Illumine()).Design!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ExportedStudy> MakeAsync(TestDatabase place)
    {
        var trial = await Trial.WithSchemeAsync(place);
        var study = new ExportedStudy(trial) { Randomized = await trial.SignedAsync() };
        study.Arm = (await trial.RandomizeAsync(study.Randomized)).Arm;
        study.Screened = await trial.ConsentedAsync();
        var weight = await study.EnterAsync("VS", "UNS", ("DATE", "2026-03-02"), ("WEIGHT", "79.5"), ("HEIGHT", "178"));
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, study.Randomized, weight.Id, Answers.Of(("DATE", "2026-03-02"), ("WEIGHT", "81"), ("TEMP", "36.6")), weight.Version, "typed the wrong line", Cancellation);
        var wrong = await study.EnterAsync("CM", "UNS", ("ANY", "Y"), ("WHAT", "OTHER"), ("WORDS", "not hers"), ("START", "2026-02"));
        await trial.Forms.StrikeAsync(Trial.Coordinator(), Trial.Study, study.Randomized, wrong.Id, wrong.Version, "another person's", Cancellation);
        await study.EnterAsync("CM", "UNS", ("ANY", "Y"), ("WHAT", "OTHER"), ("WORDS", Hostile), ("START", "2026-02"), ("ONGOING", "Y"));
        await new DispositionSteps(trial.Store).RecordAsync(Trial.Coordinator(), Trial.Study, study.Randomized, DispositionKind.Alive, new DateOnly(2026, 3, 2), "", "", null, Cancellation);
        return study;
    }

    public Task<FormEntry> EnterAsync(string form, string visit, params (string Field, string? Answer)[] answers) =>
        Trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, Randomized, new FormPlace(form, visit), Answers.Of(answers), Cancellation);

    /// <summary>Answers on what caused an event, of the drugs that the arm gives: others are not asked.</summary>
    public IEnumerable<(string Field, string? Answer)> Causality(string answer) =>
        from drug in new[] { ("IVO", "RELIVO"), ("LIG", "RELLIG"), ("PEM", "RELPEM") }
        where Protocol.Arm(Arm).Treatments.Any(treatment => treatment.Code == drug.Item1)
        select (drug.Item2, (string?)answer);

    /// <summary>Records the first dose of the arm's first drug, for an hour and in another amount than planned, which is a deviation.</summary>
    public async Task<string> TreatAsync()
    {
        var drug = Protocol.Arm(Arm).Treatments[0];
        Trial.Clock.Now += TimeSpan.FromDays(3);
        await Trial.Treatment.RecordAsync(
            Trial.Coordinator(), Trial.Study, Randomized,
            new NewDose(drug.Code, 1, DoseStatus.Given) { Start = "2026-03-03T09:00", End = "2026-03-03T10:00", Amount = 123, Weight = 80, Reason = "ERROR", Words = "short bag" }, Cancellation);
        return drug.Name;
    }

    /// <summary>The contents of a file by their names: of an archive each file in it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ContentsAsync(ExportFile file)
    {
        using var output = new AsynchronousStream();
        await file.WriteAsync(output, Cancellation);
        return file.Name.EndsWith(".zip", StringComparison.Ordinal)
            ? await UnpackedAsync(output.ToArray())
            : new Dictionary<string, string>(StringComparer.Ordinal) { [file.Name] = Encoding.UTF8.GetString(output.ToArray()) };
    }

    public async Task<byte[]> TakeAsync(ExportFormat format, Actor? actor = null)
    {
        var file = await new StudyExports(Trial.Store, Trial.Clock).TakeAsync(actor ?? DataManager, Trial.Study, format, Cancellation);
        using var output = new AsynchronousStream();
        await file.WriteAsync(output, Cancellation);
        return output.ToArray();
    }

    /// <summary>The files of an archive by their names.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FilesAsync(ExportFormat format, Actor? actor = null) => await UnpackedAsync(await TakeAsync(format, actor));

    private static async Task<IReadOnlyDictionary<string, string>> UnpackedAsync(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync(Cancellation);
        }

        return files;
    }

    public async Task<XElement> XmlAsync(ExportFormat format, Actor? actor = null) => XElement.Load(new MemoryStream(await TakeAsync(format, actor)));

    public ValueTask DisposeAsync() => Trial.DisposeAsync();

    /// <summary>A stream that refuses to be written to while somebody waits, as that of a response does.</summary>
    private sealed class AsynchronousStream : Stream
    {
        private readonly MemoryStream written = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public byte[] ToArray() => written.ToArray();

        public override void Flush() => throw new InvalidOperationException("Somebody waits for a flush.");

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Somebody waits for a write.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => written.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => written.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
