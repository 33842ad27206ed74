using Equipoise.Web.Shared;

namespace Equipoise.Web.Studies.Kept;

/// <summary>A page as it was sent last.</summary>
/// <param name="Made">The state it was made or last found right in, read before anything else was: what changed meanwhile makes it stale,
/// never wrong.</param>
/// <param name="Copy">Which copy of the page it is.</param>
/// <param name="Body">What was sent.</param>
internal sealed record KeptPage(SourceState Made, PageCopy Copy, EncodedPage Body);
