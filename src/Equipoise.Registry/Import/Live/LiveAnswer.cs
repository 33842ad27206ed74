using System.Net;

namespace Equipoise.Registry.Import.Live;

/// <summary>What a registry answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The JSON, or nothing where the status is no success or the body was too large.</param>
/// <param name="IsTooLarge">Whether the answer was larger than the client takes.</param>
internal sealed record LiveAnswer(HttpStatusCode Status, byte[] Body, bool IsTooLarge);
