using Equipoise.CommandLine;

return await EquipoiseCommand.RunAsync(args, Console.Out, Console.Error);
