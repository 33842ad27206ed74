using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Equipoise.Registry.Api;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Api;

/// <summary><c>/api/int/studies/{nctId}</c>, with <c>?history=true</c>, <c>/history</c> and <c>/history/{version}</c>: the versions of a
/// study, the oldest being version 0.</summary>
/// <remarks>No part of the API v2: the addresses behind the registry's own pages, which programs that follow the changes of trials
/// read (cthist, ctrdata). Versions are those that came in here.</remarks>
internal static class HistoryEndpoint
{
    public static void MapHistory(this IEndpointRouteBuilder site)
    {
        Map("/studies/{nctId}", AnswerStudyAsync);
        Map("/studies/{nctId}/history", AnswerChangesAsync);
        Map("/studies/{nctId}/history/{version}", AnswerVersionAsync);
        Map("/studies/download", DownloadEndpoint.AnswerAsync);
        Map("/{**rest}", context => ApiAnswer.WriteTextAsync(context, StatusCodes.Status404NotFound, "Not found"));

        void Map(string path, Func<HttpContext, Task> answer) =>
            site.MapPage($"/api/int{path}", (HttpContext context) => ApiAnswer.WriteAsync(context, answer));
    }

    private static async Task AnswerStudyAsync(HttpContext context)
    {
        var parameters = ApiAnswer.ParametersOf(context.Request);
        parameters.AllowOnly(mayHavePrefix: false, "history");
        var tag = await DataTag.ReadAsync(context);
        var versions = await VersionsAsync(context);
        var current = versions.FirstOrDefault(version => version.IsCurrent) ?? throw NotFound(IdOf(context));
        var record = await RecordAsync(context, current);
        var changes = parameters.Flag("history") ? await ChangesAsync(context, versions) : null;
        await WriteAsync(context, tag, json =>
        {
            json.WritePropertyName("study");
            json.WriteRawValue(RecordText.Compact(record.Utf8.Span));
            if (changes is null)
                return;
            json.WriteStartObject("history");
            WriteChanges(json, changes);
            json.WriteEndObject();
        });
    }

    private static async Task AnswerChangesAsync(HttpContext context)
    {
        ApiAnswer.ParametersOf(context.Request).AllowOnly(mayHavePrefix: false);
        var tag = await DataTag.ReadAsync(context);
        var changes = await ChangesAsync(context, await VersionsAsync(context));
        await WriteAsync(context, tag, json => WriteChanges(json, changes));
    }

    private static async Task AnswerVersionAsync(HttpContext context)
    {
        ApiAnswer.ParametersOf(context.Request).AllowOnly(mayHavePrefix: false);
        var tag = await DataTag.ReadAsync(context);
        var versions = await VersionsAsync(context);
        var text = (string)context.Request.RouteValues["version"]!;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw ApiRefusalException.IncorrectFormat("version");
        if (number >= versions.Count)
            throw new ApiRefusalException($"NCT number {IdOf(context)} has no version {number}: the last is {versions.Count - 1}") { IsNotFound = true };
        var record = await RecordAsync(context, versions[number]);
        await WriteAsync(context, tag, json =>
        {
            json.WriteNumber("studyVersion", number);
            json.WritePropertyName("study");
            json.WriteRawValue(RecordText.Compact(record.Utf8.Span));
        });
    }

    private static async Task<IReadOnlyList<StudyVersion>> VersionsAsync(HttpContext context)
    {
        var id = IdOf(context);
        var versions = await StoreOf(context).VersionsAsync(id, context.RequestAborted);
        return versions.Count > 0 ? [.. versions.Reverse()] : throw NotFound(id);
    }

    private static async Task<IReadOnlyList<StudyRevision>> ChangesAsync(HttpContext context, IReadOnlyList<StudyVersion> versions)
    {
        var changes = new List<StudyRevision>();
        StudyRecord? before = null;
        foreach (var version in versions)
        {
            var record = await RecordAsync(context, version);
            changes.Add(StudyRevision.Of(changes.Count, version, record, before));
            before = record;
        }

        return changes;
    }

    private static async Task<StudyRecord> RecordAsync(HttpContext context, StudyVersion version) =>
        await StoreOf(context).FindVersionAsync(IdOf(context), version.Number, context.RequestAborted) ?? throw NotFound(IdOf(context));

    private static void WriteChanges(Utf8JsonWriter json, IReadOnlyList<StudyRevision> changes)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
            change.Write(json);
        json.WriteEndArray();
    }

    private static Task WriteAsync(HttpContext context, DataTag tag, Action<Utf8JsonWriter> write)
    {
        if (tag.IsKnownTo(context))
            return Task.CompletedTask;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return ApiAnswer.WriteBytesAsync(context, bytes.WrittenMemory, "application/json");
    }

    private static StudyId IdOf(HttpContext context) => StudyIdText.Read("nctId", (string)context.Request.RouteValues["nctId"]!);

    private static RegistryStore StoreOf(HttpContext context) => context.RequestServices.GetRequiredService<RegistryStore>();

    private static ApiRefusalException NotFound(StudyId id) => new($"NCT number {id} not found") { IsNotFound = true };
}
