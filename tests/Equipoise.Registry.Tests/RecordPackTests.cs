using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Storage.Databases;

namespace Equipoise.Registry.Tests;

public sealed class RecordPackTests : IAsyncDisposable
{
    private static readonly string[] Names = ["nctId", "protocolSection", "sponsorCollaboratorsModule", "a", "", "näme", "quoted \\\" name", "a name that no schema has, as long as sixty-four letters and some more"];
    private static readonly string[] Values = ["\"\"", "\"text, with: {braces} [and] more\"", "\"\\\" \\\\ \\u00e9 \\n\"", "\"é ≥ 5 ✓\"", "0", "-2.50e+3", "true", "false", "null", "[]", "{}", "\"\\\\\""];
    private readonly SqliteTestDatabase place = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Records_of_any_form_come_back_byte_by_byte_however_many_have_blanks(int withBlanks)
    {
        var random = new Random(withBlanks);
        var many = Enumerable.Range(1, 40).Select(number => Record(number, random, blank: number <= withBlanks ? " " : "")).ToList();
        var store = await OpenAsync();

        await store.PutAsync([.. many.Select(study => IncomingStudy.From(study))], cancellation: Cancellation);

        foreach (var study in many)
            (await store.FindAsync(study.Id, Cancellation)).ShouldNotBeNull().Record.Json.ShouldBe(study.Json);
        (await store.TextsAsync([.. many.Select(study => study.Id.ToString())], Cancellation)).Select(text => Encoding.UTF8.GetString(text.Utf8.Span)).ShouldBe(many.Select(study => study.Json));
    }

    [Fact]
    public async Task Records_that_were_packed_as_they_are_written_are_still_read()
    {
        var many = Enumerable.Range(1, 3).Select(number => Some.Study($"NCT{number:D8}", "2025-11-21", title: $"Study {number}")).ToList();
        var store = await OpenAsync();
        await store.PutAsync([.. many.Select(study => IncomingStudy.From(study))], cancellation: Cancellation);
        var joined = many.SelectMany(study => study.Utf8.ToArray()).ToArray();
        var packed = new byte[16 + BrotliEncoder.GetMaxCompressedLength(joined.Length)];
        foreach (var (number, length) in many.Select(study => study.Utf8.Length).Prepend(3).Index())
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4 * number), length);
        BrotliEncoder.TryCompress(joined, packed.AsSpan(16), out var written, quality: 3, window: 22).ShouldBeTrue();

        await place.Open().WriteAsync(transaction => transaction.ExecuteAsync("update record_pack set records = @packed", new { packed = packed[..(16 + written)] }), Cancellation);

        foreach (var study in many)
            (await store.FindAsync(study.Id, Cancellation)).ShouldNotBeNull().Record.Json.ShouldBe(study.Json);
    }

    public ValueTask DisposeAsync() => place.DisposeAsync();

    private static StudyRecord Record(int number, Random random, string blank)
    {
        var json = new StringBuilder($$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{{number:D8}}}"}},""");
        Append(json.Append($"{blank}\"more\":{blank}"), random, blank, depth: 6);
        return StudyRecord.Parse(json.Append(blank).Append('}').ToString());
    }

    private static void Append(StringBuilder json, Random random, string blank, int depth)
    {
        var kind = random.Next(depth == 0 ? 1 : 4);
        if (kind < 2)
        {
            json.Append(Values[random.Next(Values.Length)]);
            return;
        }

        json.Append(kind == 2 ? '[' : '{');
        for (int item = 0, count = random.Next(5); item < count; item++)
        {
            json.Append(item == 0 ? "" : $"{blank},{blank}");
            if (kind == 3)
                json.Append('"').Append(Names[random.Next(Names.Length)]).Append($"\"{blank}:{blank}");
            Append(json, random, blank, depth - 1);
        }

        json.Append(blank).Append(kind == 2 ? ']' : '}');
    }

    private Task<RegistryStore> OpenAsync() => RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
}
