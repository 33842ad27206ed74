namespace Equipoise.Web.Shared;

/// <summary>Marks an endpoint whose answers are small already when it sends them.</summary>
internal sealed class CompressesItself;
