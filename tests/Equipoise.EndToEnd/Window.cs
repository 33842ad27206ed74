using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>A browser window with nothing in common with any other: no cookie, no cache.</summary>
public sealed class Window(IPage page) : IAsyncDisposable
{
    /// <summary>The page it shows.</summary>
    public IPage Page { get; } = page;

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
