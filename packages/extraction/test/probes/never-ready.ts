// A child that runs and never says that it is ready.
setInterval(() => {}, 60_000);
