List<Integer> statuses(Pages pages, List<String> paths, int limit) throws Exception {
    var statuses = new ArrayList<Integer>();
    for (var path : paths) {
        statuses.add(pages.get(path));
    }
    return statuses;
}
