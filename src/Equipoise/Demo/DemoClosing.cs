using System.Globalization;
using System.Text.Json;

namespace Equipoise.Demo;

/// <summary>The end of the collection of data: queries are settled, casebooks signed, participants and database locked.</summary>
/// <param name="demo">The trial.</param>
internal sealed class DemoClosing(DemoTrial demo)
{
    private const string Reason = "Source data were verified by sample, as the monitoring plan has it (made up)";

    /// <summary>Closes the database.</summary>
    /// <param name="participants">Everybody who was randomized, with their site.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task CloseAsync(IEnumerable<(string Code, string Site)> participants, CancellationToken cancellation)
    {
        var manager = await demo.Staff.TokenAsync("data-manager", cancellation);
        var pending = await demo.Door.GetAsync(manager, $"{demo.Address}/queries?status=pending", cancellation);
        await Task.WhenAll(pending.EnumerateArray().Select(query => SettleAsync(query, manager, cancellation)));
        await Task.WhenAll(participants.Select(one => SignAsync(one.Code, one.Site, cancellation)));
        await demo.Door.PostAsync(manager, $"{demo.Address}/lock-ready", new { reason = Reason }, cancellation: cancellation);
        // Somebody may still be in screening when a small trial has its last event.
        var review = await demo.Door.GetAsync(manager, $"{demo.Address}/review", cancellation);
        if (review.GetProperty("participants").EnumerateArray().All(one => one.GetProperty("participant").GetProperty("locked").GetBoolean()))
            await demo.Door.PostAsync(manager, $"{demo.Address}/lock", new { reason = "All participants are locked, before the final analysis (made up)" }, cancellation: cancellation);
    }

    private async Task SettleAsync(JsonElement query, string manager, CancellationToken cancellation)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{demo.Address}/participants/{query.GetProperty("participant").GetString()}/queries/{query.GetProperty("number").GetInt64()}");
        if (query.GetProperty("status").ValueEquals("open"))
        {
            query = await demo.Door.PostAsync(
                await demo.Staff.TokenAsync(DemoStaff.Coordinator(query.GetProperty("site").GetString()!), cancellation), $"{address}/answer", new { text = "As entered; seen again before the lock (made up)." }, query.GetProperty("version").GetInt64(), cancellation: cancellation);
        }

        await demo.Door.PostAsync(manager, $"{address}/close", new { text = "Settled before the lock (made up)." }, query.GetProperty("version").GetInt64(), cancellation: cancellation);
    }

    private async Task SignAsync(string code, string site, CancellationToken cancellation)
    {
        var investigator = await demo.Staff.TokenAsync(DemoStaff.Investigator(site), cancellation);
        var review = await demo.Door.GetAsync(investigator, $"{demo.Address}/participants/{code}/review", cancellation);
        await demo.Door.PostAsync(
            investigator, $"{demo.Address}/participants/{code}/signatures",
            new { subject = "casebook", contentHash = review.GetProperty("contentHash").GetString(), password = DemoStaff.Password }, cancellation: cancellation);
    }
}
