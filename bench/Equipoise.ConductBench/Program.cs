using Equipoise.ConductBench;

// conductbench load PLACE PARTICIPANTS CLIENTS REQUESTS
// conductbench kill PLACE PARTICIPANTS KILLS
// conductbench worker PLACE FIRST LAST            (what 'kill' starts and kills)
// PLACE is a file for SQLite or a PostgreSQL connection string; the database must be empty.
return args switch
{
    ["load", var place, var participants, var clients, var requests] => await LoadTest.RunAsync(place, Count(participants), Count(clients), Count(requests)),
    ["kill", var place, var participants, var kills] => await KillTest.RunAsync(place, Count(participants), Count(kills)),
    ["worker", var place, var first, var last] => await KillTest.WorkAsync(place, Count(first), Count(last)),
    _ => Usage(),
};

static int Count(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("conductbench load PLACE PARTICIPANTS CLIENTS REQUESTS | kill PLACE PARTICIPANTS KILLS; PLACE is a file or a PostgreSQL connection string. See bench/README.md.");
    return 2;
}
