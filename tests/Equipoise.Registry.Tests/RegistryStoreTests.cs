using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Storage.Databases;

namespace Equipoise.Registry.Tests;

public sealed class RegistryStoreOnSqliteTests() : RegistryStoreTests(new SqliteTestDatabase());

public sealed class RegistryStoreOnPostgresTests() : RegistryStoreTests(new PostgresTestDatabase());

public abstract class RegistryStoreTests(TestDatabase place) : IAsyncDisposable
{
    private static readonly StudyRecord Sample = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"SYN7","briefTitle":"Sample"}}}""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_store_is_empty()
    {
        var store = await OpenAsync();

        (await store.SummarizeAsync(Cancellation)).ShouldBe(new StoreSummary(0, 0, null, 0));
        (await store.ChangesAsync(0, 10, Cancellation)).ShouldBeEmpty();
        (await store.FindAsync(Sample.Id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_record_comes_back_byte_by_byte_with_its_origin()
    {
        var store = await OpenAsync();
        var study = Some.Study("NCT00000001", "2025-11-21", title: "Añadir ≥ 5 ✓ \\u0041 1.50e+3");

        (await store.PutAsync([IncomingStudy.From(study)], cancellation: Cancellation)).ShouldBe([PutOutcome.New]);

        var found = (await (await OpenAsync()).FindAsync(study.Id, Cancellation)).ShouldNotBeNull();
        found.Record.Json.ShouldBe(study.Json);
        found.Origin.ShouldBe(StudyOrigin.Registry);
    }

    [Theory]
    [InlineData("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"}},"empty":"","list":[],"object":{},"lists":[[],[1,-2.50e+3,true,null],[{"a":1},{}]]}""")]
    [InlineData("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"a \"quoted\" \\ \u00e9 \n text, with: {braces} [and] more"}}}""")]
    [InlineData("""{ "protocolSection" : { "identificationModule" : { "nctId" : "NCT00000001" } } }""")]
    [InlineData("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"}},"a name that no schema has, as long as sixty-four letters and some more":1,"näme":2,"quoted \" name":3}""")]
    public async Task Whatever_its_form_a_record_comes_back_byte_by_byte(string json)
    {
        var store = await OpenAsync();
        var study = StudyRecord.Parse(json);

        await PutAsync(store, study);

        (await store.FindAsync(study.Id, Cancellation)).ShouldNotBeNull().Record.Json.ShouldBe(json);
    }

    [Fact]
    public async Task A_record_that_was_kept_by_itself_is_still_read()
    {
        var store = await OpenAsync();
        var study = Some.Study("NCT00000001", "2025-11-21", title: "As it was kept before");
        await PutAsync(store, study);

        await KeepAloneAsync(study.Utf8, study.Utf8.Length);

        (await store.FindAsync(study.Id, Cancellation)).ShouldNotBeNull().Record.Json.ShouldBe(study.Json);
    }

    [Fact]
    public async Task A_record_that_was_kept_as_tokens_is_still_read()
    {
        const string json = """{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"}},"lists":[[],[-2.50e+3,true],[{"city":"a","sponsorCollaboratorsModule":{}}]]}""";
        const string tokens = "\u0001\u00be\u0001\u00b6\u0001\u00bbNCT00000001\0\u0002\u0002\u0007lists\0\u0003\u0003\u0004\u0003\u0005-2.50e+3\0\u0005true\0\u0004\u0003\u0001\u0083a\0\u0006\0\u0001\u0002\u0002\u0004\u0004\u0002";
        var store = await OpenAsync();
        await PutAsync(store, StudyRecord.Parse(json));

        await KeepAloneAsync(System.Text.Encoding.Latin1.GetBytes(tokens), json.Length | (1 << 30), tokens.Length);

        (await store.FindAsync(StudyId.Parse("NCT1"), Cancellation)).ShouldNotBeNull().Record.Json.ShouldBe(json);
    }

    [Fact]
    public void The_names_that_bytes_stand_for_never_move()
    {
        var names = typeof(RegistryStore).Assembly.GetManifestResourceStream("store/record-keys.txt")!;

        // Names may be added behind these; then this counts the same lines as before.
        var lines = new StreamReader(names).ReadToEnd().Split('\n')[..354];

        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))).ShouldBe("ee6a231d86195e7bb9c4be5f9c903b0aa8763c47d896779fc6eb92f9294acaaf");
    }

    [Fact]
    public async Task Texts_of_several_studies_come_in_the_order_asked_for_and_what_is_not_here_is_left_out()
    {
        var store = await OpenAsync();
        var (first, second) = (Some.Study("NCT00000001", "2025-11-21", title: "First"), Some.Study("NCT00000002", "2025-11-21", title: "Second"));
        await store.PutAsync([IncomingStudy.From(first), IncomingStudy.From(second)], cancellation: Cancellation);

        var texts = await store.TextsAsync(["NCT00000002", "NCT00000009", "NCT00000001"], Cancellation);

        texts.Select(text => text.Id).ShouldBe(["NCT00000002", "NCT00000001"]);
        texts[0].Utf8.ToArray().ShouldBe(second.Utf8.ToArray());
        (await store.TextsAsync([], Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_packed_together_is_lent_together_in_the_order_asked_for()
    {
        var store = await OpenAsync();
        var many = Enumerable.Range(1, 80).Select(number => Some.Study($"NCT{number:D8}", "2025-11-21", title: $"Study {number}")).ToList();
        await store.PutAsync([.. many.Select(study => IncomingStudy.From(study))], cancellation: Cancellation);
        await store.RemoveAsync([many[3].Id], Cancellation);
        string[] asked = [.. many.Take(50).Select(study => study.Id.ToString()), "NCT99999999", "NCT00000080", "NCT00000060"];

        var places = await store.PlacesAsync(asked, Cancellation);
        using var first = await store.LendTextsAsync(places, 0, places.EndOf(0, 1), Cancellation);
        using var last = await store.LendTextsAsync(places, 0, places.Count, Cancellation);

        places.Count.ShouldBe(52);
        new[] { places.EndOf(0, 1), places.EndOf(0, 32), places.EndOf(32, 1), places.EndOf(50, 1), places.EndOf(51, 9) }.ShouldBe([32, 32, 50, 51, 52]);
        first.Texts.Select(study => study.Id).ShouldBe(asked.Take(32));
        last.Texts.Select(study => study.Id).ShouldBe(asked.Where(id => !id.EndsWith("99999999", StringComparison.Ordinal)));
        last.Texts.Select(study => Encoding.UTF8.GetString(study.Utf8.Span)).ShouldBe([.. many.Take(50).Select(study => study.Json), many[79].Json, many[59].Json]);
        (await store.PlacesAsync([], Cancellation)).Count.ShouldBe(0);
        (await store.PresentIdsAsStoredAsync(Cancellation)).ShouldBe(many.Where((_, number) => number != 3).Select(study => study.Id.ToString()));
    }

    [Fact]
    public async Task Records_that_came_together_come_back_each_as_it_was()
    {
        var store = await OpenAsync();
        var (many, large) = (Enumerable.Range(1, 100).Select(number => Some.Study($"NCT{number:D8}", "2025-11-21", title: $"Study {number}")).ToList(), new string('x', 1_200_000));
        many[33] = Some.Study("NCT00000034", "2025-11-21", title: large);
        await store.PutAsync([.. many.Select(study => IncomingStudy.From(study))], cancellation: Cancellation);
        many[7] = Some.Study("NCT00000008", "2025-11-22", title: "Changed");
        await store.PutAsync([.. many.Select(study => IncomingStudy.From(study))], cancellation: Cancellation);

        (await store.ChangesAsync(0, 200, Cancellation)).Select(change => change.Study!.Record.Json).Order(StringComparer.Ordinal).ShouldBe(many.Select(study => study.Json).Order(StringComparer.Ordinal));
        foreach (var study in many)
            (await store.FindAsync(study.Id, Cancellation)).ShouldNotBeNull().Record.Json.ShouldBe(study.Json);
        (await store.FindVersionAsync(StudyId.Parse("NCT8"), 1, Cancellation)).ShouldNotBeNull().Json.ShouldContain("Study 8");
        // Thirty-two, the large one with the one before it, thirty-two twice, the last two; and the changed one by itself.
        (await place.Open().ReadAsync(snapshot => snapshot.CountAsync("select count(*) from record_pack", cancellation: Cancellation), Cancellation)).ShouldBe(6);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("ffffffff")]
    [InlineData("10000000ffffffff")]
    [InlineData("0100000000000070")]
    [InlineData("0100000010000000aabbccdd")]
    [InlineData("0100004010000000")]
    [InlineData("010000401000000000000070aabbccdd")]
    [InlineData("010000401000000004000000aabbccdd")]
    [InlineData("")]
    public async Task Damaged_records_say_so(string hexadecimal)
    {
        var store = await OpenAsync();
        await PutAsync(store, Some.Study("NCT00000001", "2024-01-01"));
        await place.Open().WriteAsync(transaction => transaction.ExecuteAsync("update record_pack set records = @garbage", new { garbage = Convert.FromHexString(hexadecimal) }), Cancellation);

        (await Should.ThrowAsync<FormatException>(() => store.FindAsync(StudyId.Parse("NCT1"), Cancellation))).Message.ShouldContain("damaged");

        await place.Open().WriteAsync(transaction => transaction.ExecuteAsync("delete from record_pack"), Cancellation);
        (await Should.ThrowAsync<FormatException>(() => store.FindAsync(StudyId.Parse("NCT1"), Cancellation))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task Several_studies_are_found_in_the_order_asked_for_and_what_is_not_here_is_left_out()
    {
        var store = await OpenAsync();
        var (first, second, gone) = (Some.Study("NCT00000001", "2025-11-21"), Some.Study("NCT00000002", "2025-11-22"), Some.Study("NCT00000003", "2025-11-23"));
        foreach (var study in new[] { first, second, gone })
            await PutAsync(store, study);
        await store.RemoveAsync([gone.Id], Cancellation);

        var found = await store.FindAllAsync([second.Id, StudyId.Parse("NCT00000009"), gone.Id, first.Id, second.Id], Cancellation);

        found.Select(study => study.Record.Json).ShouldBe([second.Json, first.Json]);
        (await store.FindAllAsync([], Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Dates_of_update_are_listed_part_by_part_without_samples_and_removed_studies()
    {
        var store = await OpenAsync();
        foreach (var (id, updated) in new[] { ("NCT00000003", "2025-11-23"), ("NCT00000001", "2025-11-21"), ("NCT00000002", null), ("NCT00000004", "2025-11") })
            await PutAsync(store, Some.Study(id, updated));
        await store.RemoveAsync([StudyId.Parse("NCT00000003")], Cancellation);

        (await store.UpdatesAsync(0, 2, Cancellation)).ShouldBe([new(StudyId.Parse("NCT00000001"), PartialDate.Parse("2025-11-21")), new(StudyId.Parse("NCT00000002"), null)]);
        (await store.UpdatesAsync(2, 2, Cancellation)).ShouldBe([new(StudyId.Parse("NCT00000004"), PartialDate.Parse("2025-11-01"))]);
    }

    [Fact]
    public async Task The_same_record_again_changes_nothing()
    {
        var store = await OpenAsync();
        var study = IncomingStudy.From(Some.Study("NCT00000001", "2025-11-21"));
        await store.PutAsync([study], cancellation: Cancellation);

        (await store.PutAsync([study], cancellation: Cancellation)).ShouldBe([PutOutcome.Unchanged]);

        (await store.SummarizeAsync(Cancellation)).LastChange.ShouldBe(1);
        (await store.VersionsAsync(study.Id, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Every_version_is_kept_with_its_date_and_hash_the_newest_first()
    {
        var store = await OpenAsync();
        var (first, second) = (Some.Study("NCT00000001", "2024-01-01", "First"), Some.Study("NCT00000001", "2025-01-01", "Second"));
        await PutAsync(store, first);

        (await PutAsync(store, second)).ShouldBe(PutOutcome.Changed);

        var versions = await store.VersionsAsync(first.Id, Cancellation);
        versions.Select(version => (version.Number, version.Updated!.ToString(), version.IsCurrent)).ShouldBe([(2, "2025-01-01", true), (1, "2024-01-01", false)]);
        versions[1].Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(first.Utf8.Span)));
        (await store.FindVersionAsync(first.Id, 1, Cancellation))!.Json.ShouldBe(first.Json);
        (await store.FindVersionAsync(first.Id, 3, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task An_older_record_never_replaces_a_newer_one_but_is_kept_once_among_the_versions()
    {
        var store = await OpenAsync();
        var (older, newer) = (Some.Study("NCT00000001", "2024-01-01", "Older"), Some.Study("NCT00000001", "2025-01-01", "Newer"));
        await PutAsync(store, newer);

        (await PutAsync(store, older)).ShouldBe(PutOutcome.Unchanged);
        (await PutAsync(store, older)).ShouldBe(PutOutcome.Unchanged);

        (await store.FindAsync(newer.Id, Cancellation))!.Record.Title.ShouldBe("Newer");
        (await store.VersionsAsync(newer.Id, Cancellation)).Select(version => version.Updated!.ToString()).ShouldBe(["2025-01-01", "2024-01-01"]);
        (await store.SummarizeAsync(Cancellation)).LastChange.ShouldBe(1);
    }

    [Fact]
    public async Task A_record_without_a_date_is_older_than_any_with_one()
    {
        var store = await OpenAsync();
        await PutAsync(store, Some.Study("NCT00000001", "2024-01-01", "Dated"));

        (await PutAsync(store, Some.Study("NCT00000001", updated: null, "Undated"))).ShouldBe(PutOutcome.Unchanged);

        (await store.FindAsync(StudyId.Parse("NCT1"), Cancellation))!.Record.Title.ShouldBe("Dated");
    }

    [Fact]
    public async Task A_mapped_record_gives_way_to_a_native_one_of_its_date_and_never_the_other_way()
    {
        var store = await OpenAsync();
        var mapped = IncomingStudy.From(Some.Study("NCT00000001", "2024-01-01", "Mapped"), StudyForm.Mapped);
        var native = IncomingStudy.From(Some.Study("NCT00000001", "2024-01-01", "Native"));

        (await store.PutAsync([mapped], cancellation: Cancellation)).ShouldBe([PutOutcome.New]);
        (await store.PutAsync([native], cancellation: Cancellation)).ShouldBe([PutOutcome.Changed]);
        (await store.PutAsync([mapped], cancellation: Cancellation)).ShouldBe([PutOutcome.Unchanged]);

        (await store.FindAsync(native.Id, Cancellation))!.Record.Title.ShouldBe("Native");
        (await store.VersionsAsync(native.Id, Cancellation)).Select(version => version.Form).ShouldBe([StudyForm.Native, StudyForm.Mapped]);
    }

    [Fact]
    public async Task Changes_come_in_order_and_each_study_once_as_it_is_now()
    {
        var store = await OpenAsync();
        await PutAsync(store, Some.Study("NCT00000001", "2024-01-01"));
        await PutAsync(store, Some.Study("NCT00000002", "2024-01-01"));
        await PutAsync(store, Some.Study("NCT00000001", "2025-01-01", "Anew"));
        await store.RemoveAsync([StudyId.Parse("NCT2")], Cancellation);

        var changes = await store.ChangesAsync(0, 10, Cancellation);

        changes.Select(change => (change.Number, change.Id.ToString(), change.IsRemoved, change.Study?.Record.Title))
            .ShouldBe([(3, "NCT00000001", false, "Anew"), (4, "NCT00000002", true, null)]);
        (await store.ChangesAsync(3, 10, Cancellation)).ShouldHaveSingleItem().Number.ShouldBe(4);
        (await store.ChangesAsync(0, 1, Cancellation)).ShouldHaveSingleItem().Number.ShouldBe(3);
    }

    [Fact]
    public async Task Writers_at_the_same_time_leave_a_feed_without_gaps_or_repeats()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));

        await Task.WhenAll(stores.Select((store, writer) => store.PutAsync(
            [.. Enumerable.Range(1, 20).Select(study => IncomingStudy.From(Some.Study($"NCT{(writer * 100) + study:D8}", "2024-01-01")))], cancellation: Cancellation)));

        (await stores[0].ChangesAsync(0, 1000, Cancellation)).Select(change => change.Number).ShouldBe(Enumerable.Range(1, 120).Select(number => (long)number));
    }

    [Fact]
    public async Task A_removed_study_is_remembered_and_can_come_back()
    {
        var store = await OpenAsync();
        var study = Some.Study("NCT00000001", "2024-01-01");
        await PutAsync(store, study);

        (await store.RemoveAsync([study.Id, StudyId.Parse("NCT9")], Cancellation)).ShouldBe(1);

        var known = await store.LookUpAsync(study.Id, Cancellation);
        (known.Study, known.MovedTo).ShouldBe((null, null));
        known.RemovedAt.ShouldNotBeNull();
        (await store.LookUpAsync(StudyId.Parse("NCT9"), Cancellation)).ShouldBe(new StudyPlace(null, null, null));
        (await PutAsync(store, study)).ShouldBe(PutOutcome.New);
        (await store.FindAsync(study.Id, Cancellation)).ShouldNotBeNull();
        (await store.VersionsAsync(study.Id, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_older_id_of_a_study_leads_to_the_one_it_has()
    {
        var store = await OpenAsync();
        var study = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","nctIdAliases":["NCT00000007","nonsense"]}}}""");
        await PutAsync(store, study);

        (await store.LookUpAsync(StudyId.Parse("NCT7"), Cancellation)).MovedTo.ShouldBe(study.Id);

        await store.RemoveAsync([study.Id], Cancellation);
        (await store.LookUpAsync(StudyId.Parse("NCT7"), Cancellation)).MovedTo.ShouldBeNull();
    }

    [Fact]
    public async Task A_batch_that_breaks_leaves_nothing_of_itself()
    {
        var store = await OpenAsync();
        var studies = Enumerable.Range(1, 50).Select(study => IncomingStudy.From(Some.Study($"NCT{study:D8}", "2024-01-01"))).ToList();

        await Should.ThrowAsync<Exception>(() => store.PutAsync(new ListThatBreaks<IncomingStudy>(studies, after: 25), cancellation: Cancellation));

        (await store.SummarizeAsync(Cancellation)).ShouldBe(new StoreSummary(0, 0, null, 0));
    }

    [Fact]
    public async Task What_a_live_source_wants_remembered_comes_back_until_it_is_done()
    {
        var store = await OpenAsync();

        await store.PutAsync([], progress: new ImportProgress("ctgov:cancer", "token-1"), cancellation: Cancellation);
        await store.PutAsync([], progress: new ImportProgress("ctgov:cancer", "token-2"), cancellation: Cancellation);
        (await store.FindProgressAsync("ctgov:cancer", Cancellation))!.State.ShouldBe("token-2");

        await store.PutAsync([], progress: new ImportProgress("ctgov:cancer", State: null), cancellation: Cancellation);
        (await store.FindProgressAsync("ctgov:cancer", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_damaged_record_says_so_and_hides_no_other()
    {
        var store = await OpenAsync();
        await PutAsync(store, Some.Study("NCT00000001", "2024-01-01"));
        await PutAsync(store, Some.Study("NCT00000002", "2024-01-01"));
        await place.Open().WriteAsync(transaction => transaction.ExecuteAsync("update study_version set record = @garbage, pack_id = null where study_id = 'NCT00000001'", new { garbage = new byte[] { 9, 0, 0, 0, 1, 2, 3 } }), Cancellation);

        (await Should.ThrowAsync<FormatException>(() => store.FindAsync(StudyId.Parse("NCT1"), Cancellation))).Message.ShouldContain("damaged");
        (await store.ChangesAsync(0, 10, Cancellation)).Select(change => (change.IsRemoved, change.Study is null)).ShouldBe([(false, true), (false, false)]);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    // As the store kept records before there were packs of them.
    private async Task KeepAloneAsync(ReadOnlyMemory<byte> bytes, params int[] lengths)
    {
        var packed = new byte[(4 * lengths.Length) + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        foreach (var (number, length) in lengths.Index())
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4 * number), length);
        BrotliEncoder.TryCompress(bytes.Span, packed.AsSpan(4 * lengths.Length), out var written, quality: 5, window: 18).ShouldBeTrue();
        await place.Open().WriteAsync(
            transaction => transaction.ExecuteAsync("update study_version set record = @packed, pack_id = null", new { packed = packed[..((4 * lengths.Length) + written)] }), Cancellation);
    }

    private static async Task<PutOutcome> PutAsync(RegistryStore store, StudyRecord study) =>
        (await store.PutAsync([IncomingStudy.From(study)], cancellation: Cancellation))[0];

    private Task<RegistryStore> OpenAsync() => RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
}
