using Equipoise.ConductBench;

// conductbench load PLACE PARTICIPANTS CLIENTS REQUESTS
// conductbench kill sqlite|postgres KILLS FOLDER
// PLACE is a file for SQLite or a PostgreSQL connection string; the database must be empty. FOLDER is not there yet; with postgres a server is
// made in it, and killed.
return args switch
{
    ["load", var place, var participants, var clients, var requests] => await LoadTest.RunAsync(place, Count(participants), Count(clients), Count(requests)),
    ["kill", "sqlite" or "postgres", var kills, var folder] when !Directory.Exists(folder) => await KillTest.RunAsync(args[1], Count(kills), Path.GetFullPath(folder)),
    _ => Usage(),
};

static int Count(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("conductbench load PLACE PARTICIPANTS CLIENTS REQUESTS | kill sqlite|postgres KILLS FOLDER; PLACE is a file or a PostgreSQL connection string, FOLDER one that is not there yet. See bench/README.md.");
    return 2;
}
