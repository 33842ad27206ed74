using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>Somebody without a mouse: reaches everything by Tab, and works it by the keys that browsers have for it.</summary>
internal sealed class KeyboardUser(IPage page)
{
    private const int MostTabs = 600;

    // The name of what has the focus, as assistive technology has it: its label, or else what it says.
    private const string Focused =
        """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return { tag: '', name: '', id: '', type: '' };
          const label = at.getAttribute('aria-label') ?? (at.labels?.length ? at.labels[0].textContent : at.textContent);
          return { tag: at.tagName, name: (label ?? '').replace(/\s+/g, ' ').trim(), id: at.name ?? '', type: at.type ?? '' };
        }
        """;

    public IPage Page { get; } = page;

    /// <summary>Follows a link.</summary>
    public async Task FollowAsync(string name, string heading)
    {
        await ReachAsync("A", name);
        await LeaveAsync();
        await HeadingAsync(heading);
    }

    /// <summary>Presses a button.</summary>
    public async Task PressAsync(string name, string heading)
    {
        await ReachAsync("BUTTON", name);
        await LeaveAsync();
        await HeadingAsync(heading);
    }

    /// <summary>Opens what is folded.</summary>
    public async Task UnfoldAsync(string name)
    {
        await ReachAsync("SUMMARY", name);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Types into a field, whatever it held; a day as year-month-day.</summary>
    public async Task TypeAsync(string field, string text)
    {
        var type = await ReachFieldAsync(field);
        if (type is "date")
        {
            await Page.Keyboard.TypeAsync(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMddyyyy", CultureInfo.InvariantCulture));
            return;
        }

        if (type is "datetime-local")
        {
            var moment = DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
            await Page.Keyboard.TypeAsync(moment.ToString("MMddyyyy", CultureInfo.InvariantCulture));
            // A year may have six digits: the next part is reached by hand.
            await Page.Keyboard.PressAsync("ArrowRight");
            await Page.Keyboard.TypeAsync(moment.ToString("hhmmtt", CultureInfo.InvariantCulture));
            return;
        }

        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Answers a question by its kind.</summary>
    public async Task AnswerAsync(string field, string answer)
    {
        var kind = await ReachFieldAsync(field);
        if (kind is "radio")
            await ChooseAsync(field, answer);
        else if (kind is "select-one")
            await SelectAsync(field, answer);
        else
            await TypeAsync(field, answer);
    }

    /// <summary>Chooses among buttons of which one holds.</summary>
    public async Task ChooseAsync(string field, string answer)
    {
        await ReachFieldAsync(field);
        await Page.Keyboard.PressAsync("Space");
        for (var more = 0; more < 10 && await ValueAsync() != answer; more++)
            await Page.Keyboard.PressAsync("ArrowDown");
        (await ValueAsync()).ShouldBe(answer, field);
    }

    /// <summary>Waits for a page.</summary>
    public Task HeadingAsync(string words) => Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = words }).WaitForAsync();

    // The page that comes may look like the one before: what is waited for is that it has loaded.
    private async Task LeaveAsync()
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        await Page.Keyboard.PressAsync("Enter");
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Page.Load -= Loaded;
    }

    private async Task SelectAsync(string field, string answer)
    {
        for (var more = 0; more < 60 && await ValueAsync() != answer; more++)
            await Page.Keyboard.PressAsync("ArrowDown");
        (await ValueAsync()).ShouldBe(answer, field);
    }

    private Task<string> ValueAsync() => Page.EvaluateAsync<string>("() => document.activeElement.value ?? ''");

    private async Task<string> ReachFieldAsync(string name)
    {
        var reached = await ReachAsync(at => at.GetProperty("id").GetString() == name && at.GetProperty("type").GetString() is not "hidden", $"the field {name}");
        return reached.GetProperty("type").GetString()!;
    }

    private Task ReachAsync(string tag, string name) =>
        ReachAsync(at => at.GetProperty("tag").GetString() == tag && at.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal), $"{tag} {name}");

    // What has the focus already is not left.
    private async Task<JsonElement> ReachAsync(Func<JsonElement, bool> isIt, string what)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            var at = await Page.EvaluateAsync<JsonElement>(Focused);
            if (isIt(at))
                return at;
            await Page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"{what} cannot be reached by Tab on {Page.Url}.");
    }
}
