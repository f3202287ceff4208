using Rampart.Cli;

return await Tool.RunAsync(args, Services.AddAll);
