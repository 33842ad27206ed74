namespace Equipoise.Web.Shared;

/// <summary>How long the reader of a long answer may take nothing of it.</summary>
internal sealed record ReaderPatience(TimeSpan Time);
