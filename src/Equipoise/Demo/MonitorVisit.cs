using System.Globalization;
using System.Text.Json;
using Equipoise.Analysis.Stories;

namespace Equipoise.Demo;

/// <summary>A monitor at a made-up participant's file: verifies what is on record, asks, has it answered and closes the query.</summary>
/// <param name="demo">The trial.</param>
/// <param name="address">The participant's address.</param>
/// <param name="site">The code of the site.</param>
internal sealed class MonitorVisit(DemoTrial demo, string address, string site)
{
    private const int DaysToAnswer = 6;
    private const int DaysToClose = 10;

    /// <summary>Verifies all entries, and asks about the last one of a form if the story does.</summary>
    public async Task MakeAsync(MonitorAct act, CancellationToken cancellation)
    {
        var monitor = await demo.Staff.TokenAsync("monitor", cancellation);
        var entries = (await demo.Door.GetAsync(monitor, $"{address}/entries", cancellation)).EnumerateArray().Where(entry => !entry.GetProperty("status").ValueEquals("struck")).ToList();
        await demo.Door.PostAsync(
            monitor, $"{address}/marks",
            new { name = "verified", isSet = true, entries = entries.Select(entry => new { id = entry.GetProperty("id").GetString(), version = entry.GetProperty("version").GetInt64() }) }, cancellation: cancellation);
        if (act.Question is not { } question || entries.FindLast(entry => entry.GetProperty("form").ValueEquals(question.Form) && entry.GetProperty("answers").TryGetProperty(question.Field, out _)) is not { ValueKind: JsonValueKind.Object } asked)
            return;
        var id = asked.GetProperty("id").GetString()!;
        var query = await demo.Door.PostAsync(monitor, $"{address}/entries/{id}/queries", new { question = question.Question, field = question.Field }, cancellation: cancellation);
        demo.Agenda.Add(demo.Today.AddDays(DaysToAnswer), stop => AnswerAsync(query, id, question, stop));
    }

    private async Task AnswerAsync(JsonElement query, string entry, StoryQuestion question, CancellationToken cancellation)
    {
        var coordinator = await demo.Staff.TokenAsync(DemoStaff.Coordinator(site), cancellation);
        if (question.Add != 0)
            await CorrectAsync(coordinator, entry, question, cancellation);
        var answered = await TurnAsync(coordinator, query, "answer", question.Answer, cancellation);
        demo.Agenda.Add(demo.Today.AddDays(DaysToClose), async stop => await TurnAsync(await demo.Staff.TokenAsync("monitor", stop), answered, "close", "Settled.", stop));
    }

    private async Task CorrectAsync(string coordinator, string entry, StoryQuestion question, CancellationToken cancellation)
    {
        var now = await demo.Door.GetAsync(coordinator, $"{address}/entries/{entry}", cancellation);
        var answers = now.GetProperty("answers").Deserialize<Dictionary<string, string?>>()!;
        answers[question.Field] = (decimal.Parse(answers[question.Field]!, CultureInfo.InvariantCulture) + question.Add).ToString(CultureInfo.InvariantCulture);
        await demo.Door.PutAsync(coordinator, $"{address}/entries/{entry}", new { answers, reason = question.Answer }, now.GetProperty("version").GetInt64(), cancellation);
    }

    private async Task<JsonElement> TurnAsync(string token, JsonElement query, string turn, string text, CancellationToken cancellation)
    {
        var now = query.GetProperty("number").GetInt64();
        return await demo.Door.PostAsync(token, string.Create(CultureInfo.InvariantCulture, $"{address}/queries/{now}/{turn}"), new { text }, query.GetProperty("version").GetInt64(), cancellation: cancellation);
    }
}
