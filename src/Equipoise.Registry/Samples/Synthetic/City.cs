namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A real city.</summary>
internal sealed record City(string Name, string? State, string? Zip, string Country, string CountryCode, double Latitude, double Longitude);
