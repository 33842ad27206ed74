using Equipoise.CommandLine;
using Equipoise.Import;

RoomyStart.Begin(args);
return await EquipoiseCommand.RunAsync(args, Console.Out, Console.Error);
